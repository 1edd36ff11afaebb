//! The labels of tokens, a BIOES scheme: outside, or single, end, beginning or inside of a name of some type.

/// Types of named entities. Facilities count as places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A person.
    Person,
    /// A company, agency, team or other organisation.
    Org,
    /// A place, region, country or facility.
    Loc,
    /// A product, service or work.
    Product,
    /// A named event.
    Event,
}

impl Kind {
    /// Every type, in the order of the labels.
    pub const ALL: [Kind; KINDS] = [Kind::Person, Kind::Org, Kind::Loc, Kind::Product, Kind::Event];
}

/// Number of types.
pub(crate) const KINDS: usize = 5;

/// Number of labels: [`OUTSIDE`], then single, end, beginning and inside, each for every type. The labels after which a
/// name is complete come first, which the decoder relies on.
pub const LABELS: usize = 1 + 4 * KINDS;

/// Label of a token that belongs to no name.
pub const OUTSIDE: usize = 0;

/// Number of the labels after which no name is open: outside, single, end.
pub(crate) const CLOSED: usize = 1 + 2 * KINDS;

/// Position of a token in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The only token.
    Single,
    /// The last of several.
    End,
    /// The first of several.
    Begin,
    /// Any other.
    Inside,
}

/// The label of a token at `place` in a name of type `kind`.
pub fn label(place: Place, kind: Kind) -> usize {
    1 + place as usize * KINDS + kind as usize
}

/// The type of the name that a label stands for; none for [`OUTSIDE`].
pub fn kind_of(label: usize) -> Option<Kind> {
    label.checked_sub(1).map(|at| Kind::ALL[at % KINDS])
}

/// The position in a name that a label stands for; none for [`OUTSIDE`].
pub fn place_of(label: usize) -> Option<Place> {
    const PLACES: [Place; 4] = [Place::Single, Place::End, Place::Begin, Place::Inside];
    label.checked_sub(1).and_then(|at| PLACES.get(at / KINDS).copied())
}

/// Returns true if label `next` may follow `previous`: a name begins before it continues, and ends before another
/// begins.
pub fn may_follow(previous: usize, next: usize) -> bool {
    let open = matches!(place_of(previous), Some(Place::Begin | Place::Inside));
    let goes_on = matches!(place_of(next), Some(Place::Inside | Place::End));
    open == goes_on && (!open || kind_of(previous) == kind_of(next))
}

/// Returns true if a sentence may begin with the label.
pub fn may_begin(label: usize) -> bool {
    !matches!(place_of(label), Some(Place::Inside | Place::End))
}

/// Returns true if a sentence may end with the label.
pub fn may_end(label: usize) -> bool {
    label < CLOSED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_their_parts_agree() {
        assert_eq!((kind_of(OUTSIDE), place_of(OUTSIDE)), (None, None));
        for place in [Place::Single, Place::End, Place::Begin, Place::Inside] {
            for kind in Kind::ALL {
                let label = label(place, kind);
                assert_eq!((place_of(label), kind_of(label)), (Some(place), Some(kind)));
                assert_eq!(may_end(label), matches!(place, Place::Single | Place::End));
            }
        }
    }

    #[test]
    fn names_are_whole() {
        let [single, end, begin, inside] =
            [Place::Single, Place::End, Place::Begin, Place::Inside].map(|p| label(p, Kind::Org));
        for (a, b, allowed) in [
            (OUTSIDE, begin, true),
            (OUTSIDE, end, false),
            (begin, end, true),
            (begin, OUTSIDE, false),
            (inside, inside, true),
            (begin, label(Place::End, Kind::Person), false),
            (single, single, true),
            (end, begin, true),
        ] {
            assert_eq!(may_follow(a, b), allowed, "{a} {b}");
        }
    }
}
