//! What everybody must be able to use: each state of each page that a journey keeps a picture of, on the
//! smallest phone too.
//!
//! axe-core looks for what it knows of WCAG 2.2 AA; that nothing must be scrolled sideways is measured here.

use serde_json::json;

use crate::page::Page;
use crate::relay::asked;

/// The success criteria that are checked, as axe names them.
const RULES: &str = r#"["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]"#;
/// The smallest phone, in CSS pixels (WCAG 2.2, 1.4.10 Reflow).
const NARROW: (u32, u32) = (320, 800);

/// Returns what axe finds: the rule, and the first elements that break it.
pub async fn axe(page: &Page) -> Vec<String> {
    if page.run("return typeof window.axe").await == "undefined" {
        let axe = std::fs::read_to_string(asked("RUIL_AXE")).unwrap();
        page.run(&axe).await;
    }
    let found = page
        .run_async(&format!(
            "const done = arguments[arguments.length - 1];
             axe.run(document, {{ runOnly: {RULES}, resultTypes: ['violations'] }})
               .then((result) => done(JSON.stringify(result.violations.map((one) =>
                 one.id + ': ' + one.nodes.slice(0, 3).map((node) =>
                   node.target.join(' ') + ' (' + node.failureSummary.split('\\n').slice(1).join(' ') + ')'
                 ).join(' | ')))))
               .catch((error) => done(JSON.stringify([String(error)])));"
        ))
        .await;
    serde_json::from_str(&found).unwrap()
}

/// Returns what does not fit the smallest phone.
pub async fn reflow(page: &Page) -> Option<String> {
    let size = page
        .run("return JSON.stringify([innerWidth, innerHeight])")
        .await;
    let (width, height): (u32, u32) = serde_json::from_str(&size).unwrap();
    resize(page, NARROW).await;
    let flaws = wider(page).await;
    resize(page, (width, height)).await;
    flaws
}

async fn resize(page: &Page, (width, height): (u32, u32)) {
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 2, "mobile": true });
    page.order("Emulation.setDeviceMetricsOverride", size).await;
}

/// Returns the elements that reach beyond the page's edge, unless they are in something that scrolls.
async fn wider(page: &Page) -> Option<String> {
    let found = page
        .run(
            "const edge = document.documentElement.clientWidth + 1;
             if (document.documentElement.scrollWidth <= edge) return '';
             // What scrolls holds the rest, and what is fixed only follows the page.
             const is_apart = (one) => {
               for (let at = one; at && at !== document.body; at = at.parentElement) {
                 const style = getComputedStyle(at);
                 if (style.position === 'fixed' || (at !== one && style.overflowX !== 'visible')) return true;
               }
               return false;
             };
             const name = (one) => one.tagName.toLowerCase() + '.' + [...one.classList].join('.');
             return [...document.body.querySelectorAll('*')]
               .filter((one) => one.getBoundingClientRect().right > edge && !is_apart(one))
               .slice(0, 4).map(name).join(' ') || 'the page';",
        )
        .await;
    (!found.is_empty()).then(|| format!("at 320 px this is wider than the page: {found}"))
}
