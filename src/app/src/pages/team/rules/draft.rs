//! The rules as they would be saved: what a form reads and changes.

use leptos::prelude::*;
use ruil_core::rules::{DutyKind, Options, Pack, rule_set};
use ruil_core::{KindId, Mix, QualificationId, TeamRules};

/// The rules in the form.
#[derive(Clone, Copy)]
pub(super) struct Draft(RwSignal<TeamRules>);

impl Draft {
    /// Starts with some rules.
    pub(super) fn new(rules: TeamRules) -> Self {
        Self(RwSignal::new(rules))
    }

    /// Returns a slice of it, and follows that slice alone.
    pub(super) fn slice<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&TeamRules) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.0.with(|rules| read(rules)))
    }

    /// Changes it.
    pub(super) fn change(self, change: impl FnOnce(&mut TeamRules)) {
        self.0.update(change);
    }

    /// Returns it as it is saved: with the newest numbers of the law.
    pub(super) fn saved(self) -> TeamRules {
        let mut rules = self.0.get_untracked();
        rules.law.version = rule_set::NEWEST;
        rules
    }
}

/// Sets whose law; what only Dutch law leaves open goes with it.
pub(super) fn set_pack(rules: &mut TeamRules, pack: Pack) {
    rules.law.pack = pack;
    if pack != Pack::Netherlands {
        rules.law.options = Options {
            shortening: rules.law.options.shortening,
            ..Options::default()
        };
    }
}

/// Tells whether a law lets a rest be shortened for the sake of the work.
pub(super) const fn has_shortening(pack: Pack) -> bool {
    matches!(pack, Pack::Netherlands | Pack::Germany)
}

/// Returns what a kind of shift is.
pub(super) fn duty(rules: &TeamRules, kind: KindId) -> DutyKind {
    let mut duties = rules.duties.iter();
    duties
        .find(|(own, _)| *own == kind)
        .map_or(DutyKind::Work, |(_, duty)| *duty)
}

/// Sets what a kind of shift is; work needs no line.
pub(super) fn set_duty(rules: &mut TeamRules, kind: KindId, duty: DutyKind) {
    rules.duties.retain(|(own, _)| *own != kind);
    if duty != DutyKind::Work {
        rules.duties.push((kind, duty));
    }
}

/// Returns the qualification a kind of shift needs.
pub(super) fn need(rules: &TeamRules, kind: KindId) -> Option<QualificationId> {
    let mut needs = rules.needs.iter();
    needs.find(|(own, _)| *own == kind).map(|(_, need)| *need)
}

/// Sets the qualification a kind of shift needs.
pub(super) fn set_need(rules: &mut TeamRules, kind: KindId, need: Option<QualificationId>) {
    rules.needs.retain(|(own, _)| *own != kind);
    rules.needs.extend(need.map(|need| (kind, need)));
}

/// Returns who must be there on a kind of shift, and how many.
pub(super) fn mix(rules: &TeamRules, kind: KindId) -> Option<(QualificationId, u8)> {
    let mut mixes = rules.mix.iter();
    let mix = mixes.find(|mix| mix.kind == kind)?;
    Some((mix.qualification, mix.at_least))
}

/// Sets who must be there on a kind of shift, and how many.
pub(super) fn set_mix(rules: &mut TeamRules, kind: KindId, mix: Option<(QualificationId, u8)>) {
    rules.mix.retain(|own| own.kind != kind);
    rules.mix.extend(mix.map(|(qualification, at_least)| Mix {
        kind,
        qualification,
        at_least,
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use ruil_core::rules::{Agreement, Shortening};

    const NIGHT: KindId = KindId::from_bytes([1; 16]);
    const LATE: KindId = KindId::from_bytes([2; 16]);
    const NURSE: QualificationId = QualificationId::from_bytes([3; 16]);

    #[test]
    fn a_kind_of_shift_is_set_and_set_back_without_touching_another() {
        let mut rules = TeamRules::default();
        set_duty(&mut rules, LATE, DutyKind::OnCall);
        set_need(&mut rules, LATE, Some(NURSE));
        set_mix(&mut rules, LATE, Some((NURSE, 2)));
        let before = rules.clone();
        set_duty(&mut rules, NIGHT, DutyKind::Presence);
        set_need(&mut rules, NIGHT, Some(NURSE));
        set_mix(&mut rules, NIGHT, Some((NURSE, 1)));
        set_mix(&mut rules, NIGHT, Some((NURSE, 3)));
        assert_eq!(duty(&rules, NIGHT), DutyKind::Presence);
        assert_eq!(need(&rules, NIGHT), Some(NURSE));
        assert_eq!(mix(&rules, NIGHT), Some((NURSE, 3)));
        assert_eq!(mix(&rules, LATE), Some((NURSE, 2)));
        set_duty(&mut rules, NIGHT, DutyKind::Work);
        set_need(&mut rules, NIGHT, None);
        set_mix(&mut rules, NIGHT, None);
        assert_eq!(rules, before);
        assert_eq!(duty(&rules, NIGHT), DutyKind::Work);
    }

    #[test]
    fn another_country_takes_the_dutch_agreements_away() {
        let mut rules = TeamRules::default();
        rules.law.options.agreement = Some(Agreement::Vvt);
        rules.law.options.collective.presence = true;
        rules.law.options.shortening = Shortening::Never;
        set_pack(&mut rules, Pack::Germany);
        assert_eq!(rules.law.options.agreement, None);
        assert!(!rules.law.options.collective.presence);
        assert_eq!(rules.law.options.shortening, Shortening::Never);
    }
}
