//! A file of twenty megabytes is read beside the page, which goes on answering.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::chromium::{Chromium, Profile};
use crate::page::Page;
use crate::relay::Relay;
use crate::steps;

/// How many shifts the file has; each row is about three hundred and fifty bytes.
const ROWS: usize = 66_000;
const PEOPLE: usize = 60;
const FILE_BYTES_LEAST: u64 = 20_000_000;
/// How long a reading may take on a machine that does other things, too.
const PATIENCE: Duration = Duration::from_secs(240);

/// Notes the longest stretch in which the page could not answer, and how many there were.
const WATCH: &str = "
    window.longest = 0;
    const note = list => list.getEntries().forEach(task => {
        window.longest = Math.max(window.longest, task.duration);
    });
    new PerformanceObserver(note).observe({ type: 'longtask' });
    return ''";

/// Has the next worker break off in the middle of its work, as for want of memory.
const CRASH: &str = "
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (...message) {
        post.apply(this, message);
        if (message[0] instanceof Uint8Array) setTimeout(() => this.dispatchEvent(new Event('error')));
    };
    return ''";

#[tokio::test(flavor = "multi_thread")]
async fn a_large_file_shows_how_far_it_is_and_can_be_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let file = large(folder.path());
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profile = Profile::phone();
    let page = chromium.open(&profile, "large", &relay.at("/")).await;
    steps::found(&page, &relay, "De Linde", "Anna Verbeek").await;
    page.go(&relay.at("/team/import")).await;
    page.see(".file-button").await;

    page.pick("[data-test=import-file]", &file).await;
    page.see("[data-test=import-stop]").await;
    let far = "return String(document.querySelector('progress')?.value > 0)";
    page.until(far, "true").await;
    page.picture("reading").await;
    page.tap("[data-test=import-stop] button").await;
    page.see_gone("[data-test=import-reading]").await;
    assert!(
        !page.has("[data-test=import-draft]").await,
        "it was stopped before its end"
    );

    page.run(WATCH).await;
    page.pick("[data-test=import-file]", &file).await;
    let start = Instant::now();
    wait_for(&page, "[data-test=import-draft]").await;
    let took = start.elapsed();
    page.see_text("[data-test=import-summary]", &ROWS.to_string())
        .await;
    let longest: f64 = page
        .run("return String(window.longest)")
        .await
        .parse()
        .unwrap();
    let longest = Duration::from_secs_f64(longest / 1_000.0);
    println!("read in {took:.1?}; the page was busy for {longest:.0?} at most");
    assert!(longest * 5 < took, "{longest:?} of {took:?}");
    page.picture("draft").await;

    // Whoever looks on at another file is told when there is not enough memory for it.
    page.tap("[data-test=import-draft] .page__foot > .button")
        .await;
    page.run(CRASH).await;
    page.pick("[data-test=import-file]", &file).await;
    page.see_text("[data-test=import-failed]", "geheugen").await;
    page.picture("crashed").await;
    page.go(&relay.at("/roster")).await;
    page.see(".empty-state").await;
    page.close().await;
}

/// Waits longer than for anything else.
async fn wait_for(page: &Page, css: &str) {
    let start = Instant::now();
    while !page.has(css).await {
        assert!(start.elapsed() < PATIENCE, "{css} did not come");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// Writes a roster of some years with much in it that is none of a roster's business.
fn large(folder: &Path) -> PathBuf {
    let mut text = "Medewerker;Datum;Begin;Einde;Pauze;Opmerking\n".to_owned();
    let first = jiff::civil::date(2023, 1, 2);
    let remark = "Overdracht bij de balie en sleutel in het kluisje. ".repeat(6);
    for row in 0..ROWS {
        let (person, day) = (row % PEOPLE, row / PEOPLE);
        let date = first + jiff::Span::new().days(i64::try_from(day).unwrap());
        let name = format!("Collega{person} Jansen");
        let hour = 7 + person % 3;
        let times = format!("{hour:02}:00;{:02}:30", hour + 8);
        writeln!(
            text,
            "{name};{};{times};0:30;{remark}{row}",
            date.strftime("%d-%m-%Y")
        )
        .unwrap();
    }
    let file = folder.join("groot.csv");
    std::fs::write(&file, text).unwrap();
    assert!(file.metadata().unwrap().len() > FILE_BYTES_LEAST);
    file
}
