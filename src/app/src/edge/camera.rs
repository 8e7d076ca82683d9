//! Reading a QR code with the camera.

mod qr;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, MediaStream,
    MediaStreamConstraints, MediaStreamTrack,
};

pub use self::qr::decode_qr;
use super::clock::{self, Ticker};
use super::{fault, task};

/// The time between two looks.
const LOOK_MS: u32 = 200;
/// The longer side of the picture that is searched. More only takes longer.
const SIDE_MAX_PX: u32 = 800;

/// Why there is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameraError {
    /// The user, or the device's owner, does not allow it.
    Denied,
    /// There is no camera.
    None,
    /// It is in use, or the browser has no way to it.
    Other,
}

/// A camera at work. Dropping it switches the camera off.
pub struct Scanner {
    stream: MediaStream,
    video: HtmlVideoElement,
    ticker: Option<Ticker>,
}

impl Scanner {
    /// Shows the camera's picture in `video` and calls `on_text` for every code it reads.
    ///
    /// The element should be `muted` and `playsinline`, else an iPhone shows it full screen. A
    /// code that stays in view is reported once.
    pub async fn start(
        video: &HtmlVideoElement,
        on_text: impl Fn(String) + 'static,
    ) -> Result<Self, CameraError> {
        let stream = ask()
            .await
            .map_err(|thrown| match fault::name(&thrown).as_str() {
                "NotAllowedError" | "SecurityError" => CameraError::Denied,
                "NotFoundError" | "OverconstrainedError" => CameraError::None,
                _ => CameraError::Other,
            })?;
        video.set_src_object(Some(&stream));
        let mut scanner = Self {
            stream,
            video: video.clone(),
            ticker: None,
        };
        let playing = video.play().map_err(|_| CameraError::Other)?;
        JsFuture::from(playing)
            .await
            .map_err(|_| CameraError::Other)?;
        let eye = Rc::new(Eye::new(video).map_err(|_| CameraError::Other)?);
        let on_text = Rc::new(on_text);
        scanner.ticker = Some(clock::every(LOOK_MS, move || {
            let (eye, on_text) = (eye.clone(), on_text.clone());
            task::spawn(async move {
                if let Some(text) = eye.look().await {
                    on_text(text);
                }
            });
        }));
        Ok(scanner)
    }
}

impl Drop for Scanner {
    fn drop(&mut self) {
        self.ticker = None;
        for track in self.stream.get_tracks() {
            track.unchecked_into::<MediaStreamTrack>().stop();
        }
        self.video.set_src_object(None);
    }
}

async fn ask() -> Result<MediaStream, JsValue> {
    let navigator = web_sys::window().ok_or(JsValue::UNDEFINED)?.navigator();
    let is_there = Reflect::get(&navigator, &"mediaDevices".into())?.is_object();
    if !is_there {
        return Err(JsValue::UNDEFINED);
    }
    let video = Object::new();
    Reflect::set(&video, &"facingMode".into(), &"environment".into())?;
    let wanted = MediaStreamConstraints::new();
    wanted.set_video(&video);
    let asked = navigator
        .media_devices()?
        .get_user_media_with_constraints(&wanted)?;
    JsFuture::from(asked).await?.dyn_into()
}

/// Looks for a code in what the video shows.
struct Eye {
    video: HtmlVideoElement,
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    /// The browser's own reader, where it has one that works: it is the faster.
    detector: RefCell<Option<JsValue>>,
    is_busy: Cell<bool>,
    last: RefCell<String>,
}

impl Eye {
    fn new(video: &HtmlVideoElement) -> Result<Self, JsValue> {
        let document = web_sys::window().and_then(|window| window.document());
        let document = document.ok_or(JsValue::UNDEFINED)?;
        let canvas: HtmlCanvasElement = document.create_element("canvas")?.dyn_into()?;
        let options = Object::new();
        Reflect::set(&options, &"willReadFrequently".into(), &JsValue::TRUE)?;
        let context = canvas.get_context_with_context_options("2d", &options)?;
        let context = context
            .ok_or(JsValue::UNDEFINED)?
            .dyn_into::<CanvasRenderingContext2d>()?;
        Ok(Self {
            video: video.clone(),
            canvas,
            context,
            detector: RefCell::new(detector()),
            is_busy: Cell::new(false),
            last: RefCell::default(),
        })
    }

    /// Returns a text that was not there at the look before.
    async fn look(&self) -> Option<String> {
        if self.is_busy.replace(true) {
            return None;
        }
        let seen = self.read().await;
        self.is_busy.set(false);
        let text = seen?;
        (self.last.replace(text.clone()) != text).then_some(text)
    }

    async fn read(&self) -> Option<String> {
        let detector = self.detector.borrow().clone();
        if let Some(detector) = detector {
            match detect(&detector, &self.video).await {
                Ok(text) => return text,
                // Some browsers have the name but not the means.
                Err(_) => self.detector.replace(None),
            };
        }
        let (width, height, luma) = self.grey().ok()??;
        decode_qr(width, height, &luma)
    }

    /// Returns the picture as grey values, made smaller.
    fn grey(&self) -> Result<Option<(usize, usize, Vec<u8>)>, JsValue> {
        let (width, height) = (self.video.video_width(), self.video.video_height());
        let longer = width.max(height);
        if width == 0 || height == 0 {
            return Ok(None);
        }
        let scale = |side: u32| (side * SIDE_MAX_PX.min(longer) / longer).max(1);
        let (width, height) = (scale(width), scale(height));
        // Setting a size clears the canvas, even to the same size.
        if (self.canvas.width(), self.canvas.height()) != (width, height) {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
        let (w, h) = (f64::from(width), f64::from(height));
        let draw = CanvasRenderingContext2d::draw_image_with_html_video_element_and_dw_and_dh;
        draw(&self.context, &self.video, 0.0, 0.0, w, h)?;
        let image = self.context.get_image_data(0.0, 0.0, w, h)?;
        Ok(Some((
            width as usize,
            height as usize,
            qr::luma(&image.data()),
        )))
    }
}

fn detector() -> Option<JsValue> {
    let class = Reflect::get(&js_sys::global(), &"BarcodeDetector".into()).ok()?;
    let class: Function = class.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"formats".into(), &Array::of1(&"qr_code".into())).ok()?;
    Reflect::construct(&class, &Array::of1(&options)).ok()
}

async fn detect(detector: &JsValue, video: &HtmlVideoElement) -> Result<Option<String>, JsValue> {
    let detect: Function = Reflect::get(detector, &"detect".into())?.dyn_into()?;
    let found: Promise = detect.call1(detector, video)?.dyn_into()?;
    let codes: Array = JsFuture::from(found).await?.dyn_into()?;
    let texts = codes
        .iter()
        .filter_map(|code| Reflect::get(&code, &"rawValue".into()).ok()?.as_string());
    Ok(texts.into_iter().next())
}
