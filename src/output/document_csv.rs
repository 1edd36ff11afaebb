//! The rows of one document as CSV, for the tables that grow with the corpus.

use super::csv::{Dialect, Encoder};
use super::rows::{EMPTY, Row, amount_rows, claim_row, date_rows, document_row, entity_rows};
use super::schema::Table;
use crate::check::Analysis;
use crate::claim::Claim;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The rows of one document, encoded: made in a worker thread, so that writing them is only appending bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentCsv {
    tables: [Vec<u8>; 5],
}

impl DocumentCsv {
    /// The tables that have rows for each document.
    pub const TABLES: [Table; 5] = [Table::Documents, Table::Dates, Table::Amounts, Table::Entities, Table::Claims];

    /// The rows of a document.
    pub fn new(analysis: &Analysis, dialect: Dialect) -> Self {
        let claims = analysis.claims.iter().map(claim_row).collect();
        let rows =
            [vec![document_row(analysis)], date_rows(analysis), amount_rows(analysis), entity_rows(analysis), claims];
        DocumentCsv::encode(rows, dialect)
    }

    /// The rows of claims whose documents were read in another run: the claims, and what they say of their documents.
    pub fn of_claims(claims: &[Claim], dialect: Dialect) -> Self {
        let mut documents: BTreeMap<&str, Row> = BTreeMap::new();
        for c in claims {
            documents.entry(&c.doc_id).or_insert_with(|| {
                let known = |name: &str| match name {
                    "doc_id" => Cow::Borrowed(c.doc_id.as_str()),
                    "path" => Cow::Borrowed(c.path.as_str()),
                    "source" => Cow::Borrowed(c.source.as_str()),
                    "published" => Cow::Borrowed(c.published.as_str()),
                    _ => EMPTY,
                };
                Table::Documents.fields().iter().map(|f| known(&f.name)).collect()
            });
        }
        let rows = [documents.into_values().collect(), vec![], vec![], vec![], claims.iter().map(claim_row).collect()];
        DocumentCsv::encode(rows, dialect)
    }

    fn encode(rows: [Vec<Row>; 5], dialect: Dialect) -> Self {
        let mut out = DocumentCsv::default();
        for (i, rows) in rows.into_iter().enumerate() {
            let mut encoder = Encoder::new(Self::TABLES[i], dialect);
            rows.iter().for_each(|row| encoder.push(row));
            out.tables[i] = encoder.finish();
        }
        out
    }

    /// The tables with the bytes of their rows.
    pub fn parts(&self) -> impl Iterator<Item = (Table, &[u8])> {
        Self::TABLES.into_iter().zip(self.tables.iter().map(Vec::as_slice))
    }
}
