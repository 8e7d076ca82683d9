//! What a run says of itself, for people.

use ruil_sync::Batch;
use ruil_wire::{ClientFrame, Envelope, EventId, RelayFrame};

/// Returns the beginning of a text.
pub fn short(text: &str) -> String {
    text.chars().take(150).collect()
}

fn name(event: EventId) -> String {
    event.to_string().chars().take(6).collect()
}

/// Tells what a device says.
pub fn up(bytes: &[u8]) -> String {
    match ClientFrame::parse(bytes) {
        Ok(ClientFrame::Hello { number, head, .. }) => {
            short(&format!("hello, at {number} {head:?}"))
        }
        Ok(ClientFrame::Push(envelopes)) => {
            let headers = envelopes.iter().map(|envelope| envelope.header());
            let all = headers.map(|header| {
                let access = if header.has_access { "+" } else { "" };
                format!(" {}{access}/{}", name(header.event), header.epoch)
            });
            format!("push{}", all.collect::<String>())
        }
        Ok(ClientFrame::Pull { after }) => format!("pull after {after}"),
        Ok(ClientFrame::Restore { goal, entries }) => {
            let numbers = entries.iter().map(|entry| entry.number);
            format!(
                "restore {:?} up to {}",
                numbers.collect::<Vec<_>>(),
                goal.number
            )
        }
        Ok(ClientFrame::Proof(_)) => "proof".to_owned(),
        other => short(&format!("{other:?}")),
    }
}

/// Tells what the relay says.
pub fn down(bytes: &[u8]) -> String {
    match RelayFrame::parse(bytes) {
        Ok(RelayFrame::Challenge { .. }) => "challenge".to_owned(),
        Ok(RelayFrame::Batch {
            entries,
            last,
            mark,
        }) => {
            let all = entries.iter().map(|entry| {
                let header = entry.envelope.header();
                format!(" {}:{}/{}", entry.number, name(header.event), header.epoch)
            });
            let marked = if mark.is_some() { ", signed" } else { "" };
            format!("batch{} of {last}{marked}", all.collect::<String>())
        }
        Ok(RelayFrame::Receipt(receipt)) => {
            format!("receipt {}:{}", receipt.number, name(receipt.event))
        }
        Ok(RelayFrame::Receipts(receipts)) => {
            let list = receipts.list.iter();
            let all = list.map(|receipt| format!(" {}:{}", receipt.number, name(receipt.event)));
            format!("receipts{}", all.collect::<String>())
        }
        Ok(RelayFrame::Refused { event, reason }) => format!("refused {} {reason:?}", name(event)),
        Ok(RelayFrame::Welcome { number, head, .. }) => {
            short(&format!("welcome, at {number} {head:?}"))
        }
        other => short(&format!("{other:?}")),
    }
}

/// Tells what a device writes of its own work.
pub fn write(batch: &Batch) -> String {
    let row = |(slot, bytes): &(u64, Vec<u8>)| {
        let envelope = Envelope::parse(bytes.clone()).ok();
        let event = envelope.map(|envelope| name(envelope.header().event));
        format!(" {slot}:{}", event.unwrap_or_default())
    };
    let rows = |rows: &[(u64, Vec<u8>)]| rows.iter().map(row).collect::<String>();
    let log = batch
        .log
        .iter()
        .map(|(number, _)| *number)
        .collect::<Vec<_>>();
    let (new, again) = (rows(&batch.outbox), rows(&batch.reseal));
    format!(
        "{new} again{again} gone {:?} log {log:?}",
        batch.drop_outbox
    )
}
