//! The page, preferences, files and the camera.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Function;
use ruil_app::edge::camera::Scanner;
use ruil_app::edge::file::{self, FileError, Picked};
use ruil_app::edge::history::{self, Step};
use ruil_app::edge::prefs::{self, Theme, Trace};
use ruil_app::edge::{page, random};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlVideoElement;

fn run(script: &str) -> JsValue {
    Function::new_no_args(script)
        .call0(&JsValue::UNDEFINED)
        .unwrap()
}

#[wasm_bindgen_test]
fn preferences_are_kept() {
    run("localStorage.clear()");
    assert_eq!((prefs::language(), prefs::theme()), (None, Theme::System));
    assert_eq!(prefs::trace(), None);
    prefs::set_language("en");
    prefs::set_theme(Theme::Dark);
    prefs::remember_team("De Linde");
    assert_eq!(prefs::language().as_deref(), Some("en"));
    assert_eq!(prefs::theme(), Theme::Dark);
    assert_eq!(prefs::trace(), Some(Trace::Team("De Linde".to_owned())));
    run("localStorage.clear()");
    assert_eq!(prefs::trace(), Some(Trace::Cookie), "the second place");
    prefs::forget_team();
    assert_eq!(prefs::trace(), None);
}

#[wasm_bindgen_test]
fn preferences_of_another_making_are_no_harm() {
    run("localStorage.setItem('ruil.theme', '{broken'); localStorage.setItem('ruil.team', '7')");
    assert_eq!(prefs::theme(), Theme::System);
    assert_eq!(prefs::trace(), None);
    run("localStorage.clear()");
}

#[wasm_bindgen_test]
fn the_page_takes_language_theme_and_title() {
    let root = |name: &str| {
        run(&format!(
            "return document.documentElement.getAttribute('{name}')"
        ))
        .as_string()
    };
    page::set_language("ar", true);
    assert_eq!(root("dir").as_deref(), Some("rtl"));
    page::set_language("nl", false);
    assert_eq!(root("dir"), None);
    page::set_theme(Theme::Dark);
    page::set_title("Rooster");
    assert_eq!(root("lang").as_deref(), Some("nl"));
    assert_eq!(root("data-theme").as_deref(), Some("dark"));
    assert_eq!(
        run("return document.title").as_string().as_deref(),
        Some("Rooster")
    );
    page::set_theme(Theme::System);
    assert_eq!(root("data-theme"), None);
    assert!(!page::languages().is_empty());
}

#[wasm_bindgen_test]
fn the_boot_screen_goes() {
    run("const boot = document.createElement('div'); boot.id = 'boot'; document.body.append(boot)");
    page::remove_boot();
    page::remove_boot();
    assert!(run("return document.getElementById('boot')").is_null());
}

#[wasm_bindgen_test]
fn a_secret_leaves_the_address() {
    run("history.replaceState(null, '', '/?keep=1#secret')");
    assert_eq!(page::location_hash(), "secret");
    history::go("/", Step::Instead);
    assert_eq!(page::location_hash(), "");
    assert!(page::origin().starts_with("http://"));
}

#[wasm_bindgen_test]
fn dice_fall_differently() {
    assert_ne!(random::bytes::<32>(), random::bytes::<32>());
}

/// Picks a file as a user would: the input holds it and says that it changed.
fn pick(name: &str, bytes: &str) -> Picked {
    let input = run("globalThis.input = document.createElement('input');
         input.type = 'file'; return input");
    let found = Rc::new(RefCell::new(None));
    let result = found.clone();
    let on_change = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
        *result.borrow_mut() = file::picked(&event);
    });
    let input: &web_sys::EventTarget = input.unchecked_ref();
    input
        .add_event_listener_with_callback("change", on_change.as_ref().unchecked_ref())
        .unwrap();
    run(&format!(
        "const held = new DataTransfer();
         held.items.add(new File(['{bytes}'], '{name}'));
         input.files = held.files;
         input.dispatchEvent(new Event('change'))"
    ));
    assert_eq!(run("return input.files.length").as_f64(), Some(0.0));
    found.take().unwrap()
}

#[wasm_bindgen_test]
async fn a_picked_file_is_read() {
    let picked = pick("rooster maart.csv", "naam;ma\\né;V");
    assert_eq!(picked.name(), "rooster maart.csv");
    assert_eq!(
        picked.read(100).await,
        Ok("naam;ma\né;V".as_bytes().to_vec())
    );
}

#[wasm_bindgen_test]
async fn a_big_file_is_not_opened() {
    let picked = pick("big.csv", "0123456789");
    let too_big = FileError::TooBig {
        size_bytes: 10,
        max_bytes: 9,
    };
    assert_eq!(picked.read(9).await, Err(too_big));
    assert_eq!(picked.read(10).await.map(|bytes| bytes.len()), Ok(10));
}

#[wasm_bindgen_test]
fn text_is_handed_out_as_a_file() {
    run(
        "globalThis.saved = []; HTMLAnchorElement.prototype.click = function () {
         saved.push(this.download + ' ' + this.protocol) }",
    );
    assert!(file::save("ruil.csv", "text/csv;charset=utf-8", "a;b\n"));
    assert_eq!(
        run("return saved.join()").as_string().as_deref(),
        Some("ruil.csv blob:")
    );
}

#[wasm_bindgen_test]
async fn the_camera_goes_on_and_off() {
    let video: HtmlVideoElement = run("globalThis.video = document.createElement('video');
         video.muted = true; document.body.append(video); return video")
    .unchecked_into();
    let scanner = Scanner::start(&video, |_| {}).await.unwrap();
    let state = "return video.srcObject.getTracks().map(track => track.readyState).join()";
    assert_eq!(run(state).as_string().as_deref(), Some("live"));
    run("globalThis.tracks = video.srcObject.getTracks()");
    drop(scanner);
    let state = "return tracks.map(track => track.readyState).join()";
    assert_eq!(run(state).as_string().as_deref(), Some("ended"));
    assert!(run("return video.srcObject").is_null());
}
