//! A swap of several as a drawing: a ring of people, or a line from an open shift.

use leptos::prelude::*;

use super::person_badge::initials;

/// Half the ring's drawing, the ring's radius, and a person's.
const MIDDLE: f64 = 60.0;
const RING: f64 = 42.0;
const DOT: f64 = 15.0;
/// How far the people of a line are apart.
const STEP: f64 = 48.0;
/// Room between a person and an arrow.
const GAP: f64 = 4.0;
/// The length of an arrow's head.
const HEAD: f64 = 5.0;

/// Somebody in the drawing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RingPerson {
    /// The name, once it is everybody's business.
    pub name: Option<String>,
    /// Whether it is me.
    pub is_me: bool,
}

/// A point in the drawing.
#[derive(Clone, Copy)]
struct Point(f64, f64);

impl Point {
    fn on_ring(angle: f64) -> Self {
        Self(MIDDLE + RING * angle.cos(), MIDDLE + RING * angle.sin())
    }

    fn on_line(at: usize) -> Self {
        Self(DOT + 2.0 + STEP * at as f64, DOT + 2.0)
    }
}

/// Returns the head of an arrow that ends at a point, going at an angle.
fn head(Point(x, y): Point, angle: f64) -> String {
    let side = |turn: f64| {
        let back = angle + turn;
        (x - HEAD * back.cos(), y - HEAD * back.sin())
    };
    let ((ax, ay), (bx, by)) = (side(0.6), side(-0.6));
    format!("M{ax:.1} {ay:.1}L{x:.1} {y:.1}L{bx:.1} {by:.1}")
}

/// Returns the arrow along the ring from one of `count` people to the next.
fn arc(at: usize, count: usize) -> String {
    let step = core::f64::consts::TAU / count as f64;
    let room = (DOT + GAP) / RING;
    let (from, to) = (angle(at, count) + room, angle(at, count) + step - room);
    let (Point(ax, ay), end) = (Point::on_ring(from), Point::on_ring(to));
    let Point(bx, by) = end;
    let head = head(end, to + core::f64::consts::FRAC_PI_2);
    format!("M{ax:.1} {ay:.1}A{RING} {RING} 0 0 1 {bx:.1} {by:.1}{head}")
}

/// Returns the arrow from one place of a line to the next.
fn link(at: usize) -> String {
    let (Point(ax, y), Point(bx, _)) = (Point::on_line(at), Point::on_line(at + 1));
    let (ax, bx) = (ax + DOT + GAP, bx - DOT - GAP);
    let head = head(Point(bx, y), 0.0);
    format!("M{ax:.1} {y:.1}L{bx:.1} {y:.1}{head}")
}

/// The first stands at the top.
fn angle(at: usize, count: usize) -> f64 {
    core::f64::consts::TAU * at as f64 / count as f64 - core::f64::consts::FRAC_PI_2
}

/// Shows who hands on to whom.
#[component]
pub fn CircleRing(
    /// The people, each handing a shift to the next.
    people: Vec<RingPerson>,
    /// Whether the last hands on to the first.
    #[prop(optional)]
    is_closed: bool,
    /// Whether an open shift stands at the beginning.
    #[prop(optional)]
    from_open: bool,
    /// What is read aloud.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let count = people.len();
    let places = count + usize::from(from_open);
    let is_ring = is_closed && count > 1;
    let (arrows, width, height): (Vec<_>, _, _) = if is_ring {
        let all = (0..count).map(|at| arc(at, count)).collect();
        (all, 2.0 * MIDDLE, 2.0 * MIDDLE)
    } else {
        let all = (1..places).map(|at| link(at - 1)).collect();
        let end = Point::on_line(places.saturating_sub(1)).0 + DOT + 2.0;
        (all, end, 2.0 * DOT + 4.0)
    };
    let place = |at: usize| {
        if is_ring {
            Point::on_ring(angle(at, count))
        } else {
            Point::on_line(at + usize::from(from_open))
        }
    };
    let person = |(at, person): (usize, RingPerson)| {
        let Point(x, y) = place(at);
        let me_class = if person.is_me {
            " circle-ring__person--me"
        } else {
            ""
        };
        let class = format!("circle-ring__person{me_class}");
        let inside = match person.name {
            Some(name) => view! { <text class="circle-ring__name" y="4.5">{initials(&name)}</text> }.into_any(),
            None => view! { <path class="circle-ring__nobody" d="M0 -1a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM-7 8c.5-4 3.3-6 7-6s6.500 2 7 6" /> }.into_any(),
        };
        view! {
            <g class=class transform=format!("translate({x:.1} {y:.1})")>
                <circle class="circle-ring__dot" r=DOT />
                {inside}
            </g>
        }
    };
    let line_class = if is_ring { "" } else { " circle-ring--line" };
    let class = format!("circle-ring{line_class}");
    let Point(ox, oy) = Point::on_line(0);
    view! {
        <svg class=class viewBox=format!("0 0 {width:.0} {height:.0}") role="img" aria-label=label focusable="false">
            {arrows.into_iter().map(|d| view! { <path class="circle-ring__arrow" d=d /> }).collect_view()}
            {from_open.then(|| view! { <circle class="circle-ring__open" cx=ox cy=oy r=DOT /> })}
            {people.into_iter().enumerate().map(person).collect_view()}
        </svg>
    }
}
