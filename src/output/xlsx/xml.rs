//! What the two formats of workbooks share: XML whose prefixes do not matter.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart};

/// The value of an attribute, by its name without prefix.
pub(super) fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let found = tag.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|v| v.into_owned())
}

/// The character of a reference: `&amp;`, `&#x7dd2;`. Entities that a document declares are none.
pub(super) fn reference(name: &BytesRef) -> Option<char> {
    match name.resolve_char_ref() {
        Ok(Some(c)) => Some(c),
        _ => match name.xml10_content().as_ref() {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => None,
        },
    }
}
