use super::*;
use crate::fact::Verdict;
use crate::output::baseline;
use crate::output::render::Color;
use crate::output::spill::{DocumentNeeds, SpillRecord, SpillWriter};
use crate::output::testing::{analysis, claim, dated_claim, fact, finding, with_report};
use crate::review::{Policy, review};
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn options(lang: Lang) -> RenderOptions {
    RenderOptions { color: Color::Off, columns: 80, dialect: Default::default(), lang, tables: true }
}

/// The workbook of a small run, with an amount in conflict and a date.
fn book(lang: Lang) -> Vec<u8> {
    let claims = [
        claim("a", "毎日", "58000000000", "580億円"),
        claim("b", "朝日", "59700000000", "597億円"),
        dated_claim("c", "毎日", "2018-01-26"),
        dated_claim("d", "=朝日", "2018-01-26"),
    ];
    let facts = [fact("f1", &[0, 1], Verdict::Conflict), fact("f2", &[2, 3], Verdict::Agree)];
    let findings = review(vec![finding()], &[], &Policy::default()).findings;
    let mut writer = SpillWriter::new(None).expect("a temporary file");
    writer
        .append(0, SpillRecord::new(&analysis(), DocumentNeeds { articles: false, rows: true }, lang).expect("rows"))
        .expect("written");
    let spill = writer.finish().expect("written");
    with_report(|empty| {
        let report = Report { claims: &claims, facts: &facts, findings: &findings, spill: Some(&spill), ..empty };
        write(&report, &options(lang)).expect("a workbook")
    })
}

fn sheet(bytes: &[u8], name: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).expect("opens");
    let range = book.worksheet_range(name).expect(name);
    range.rows().map(<[Data]>::to_vec).collect()
}

/// The cell of row `row` below a heading.
fn below<'s>(sheet: &'s [Vec<Data>], heading: &str, row: usize) -> &'s Data {
    let column = sheet[0].iter().position(|c| *c == Data::String(heading.to_owned())).expect(heading);
    &sheet[row][column]
}

#[test]
fn cells_are_numbers_dates_and_text() {
    let bytes = book(Lang::Ja);
    let amounts = sheet(&bytes, "金額");
    assert_eq!(below(&amounts, "値", 1), &Data::Float(58_000_000_000.0));
    assert_eq!(below(&amounts, "億円", 1), &Data::Float(580.0));
    assert_eq!(below(&amounts, "表記", 1), &Data::String("=580億円".to_owned()), "no formula, and no guard needed");
    let dates = sheet(&bytes, "日付");
    let Data::DateTime(day) = below(&dates, "下限", 1) else { panic!("{:?}", below(&dates, "下限", 1)) };
    assert_eq!(day.as_f64(), 43126.0); // 26 January 2018
    assert_eq!(below(&dates, "値", 1), &Data::String("2018-01-26".to_owned()), "a TIMEX3 value stays as it is");
    let evidence = sheet(&bytes, "根拠");
    assert_eq!((evidence.len(), below(&evidence, "値", 2)), (5, &Data::Float(59_700_000_000.0)));
    assert!(matches!(below(&evidence, "下限", 3), Data::DateTime(_)));
    let comparison = sheet(&bytes, "比較");
    assert_eq!(comparison[0][..3], ["判定", "主題", "属性"].map(|s| Data::String(s.to_owned())));
    assert_eq!(below(&comparison, "判定", 1), &Data::String("矛盾".to_owned()));
    assert_eq!(below(&comparison, "朝日", 1), &Data::String("597億円".to_owned()));
    assert_eq!(below(&comparison, "=朝日", 2), &Data::String("2018-01-26".to_owned()));
}

#[test]
fn a_decision_made_in_the_workbook_is_read_back() {
    let bytes = book(Lang::Ja);
    let read = baseline::read("review.xlsx", &bytes).expect("a form");
    assert_eq!(read.decisions.len(), 1);
    assert_eq!(read.decisions[0].fingerprint, finding().fingerprint());
    assert_eq!(read.decisions[0].ruling, None);
    let rows = [
        ["指紋", "決定", "理由", "期限"].map(str::to_owned),
        [finding().fingerprint(), "承認".to_owned(), "両社に確認".to_owned(), String::new()],
    ];
    let mut filled = Workbook::new();
    filled.add_worksheet().write_string(0, 0, "覚え書き").expect("written");
    let page = filled.add_worksheet();
    for (r, row) in rows.iter().enumerate() {
        for (c, cell) in row.iter().enumerate() {
            page.write_string(r as u32, c as u16, cell).expect("written");
        }
    }
    let last = ExcelDateTime::from_ymd(2026, 12, 31).expect("a day");
    page.write_datetime(1, 3, &last).expect("written");
    let read = baseline::read("review.xlsx", &filled.save_to_buffer().expect("saved")).expect("a form");
    assert_eq!(read.decisions[0].ruling, Some(Ruling::Accept));
    assert_eq!(read.decisions[0].expires, Some(jiff::civil::date(2026, 12, 31)));
    assert!(
        baseline::read("x.xlsx", b"PK\x03\x04rubbish").is_err_and(|(row, why)| row == 0 && why.contains("no workbook"))
    );
    let empty = Workbook::new().save_to_buffer().expect("saved");
    assert!(baseline::read("x.xlsx", &empty).is_err_and(|(_, why)| why.contains("指紋")));
}

/// A zip archive of parts that are stored as they are.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file(*name, stored).expect("begun");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("closed").into_inner()
}

#[test]
fn a_workbook_that_says_to_be_immense_is_refused_before_it_is() {
    let sheet = |rows: &str| {
        let head = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>指紋</t><rPh><t>シモン</t></rPh></is></c></row>";
        archive(&[("xl/worksheets/sheet1.xml", &format!("<worksheet><sheetData>{head}{rows}</sheetData></worksheet>"))])
    };
    let cell = |row: u32, name: &str, text: &str| {
        format!("<row r=\"{row}\"><c r=\"{name}{row}\" t=\"str\"><v>{text}</v></c></row>")
    };
    let ods = |repeated: &str| {
        let rows = format!(
            "<table:table-row><table:table-cell><text:p>fingerprint</text:p></table:table-cell></table:table-row>\
             <table:table-row {repeated}<text:p>x&amp;<text:s/>1</text:p></table:table-cell></table:table-row>\
             <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/></table:table-row>"
        );
        archive(&[("content.xml", &format!("<doc><table:table>{rows}</table:table></doc>"))])
    };
    let read = |bytes: &[u8]| {
        baseline::read("x", bytes).map(|b| b.decisions.into_iter().map(|d| d.fingerprint).collect::<Vec<_>>())
    };
    assert_eq!(read(&sheet(&cell(3, "A", "x&#49;"))), Ok(vec!["x1".to_owned()]));
    assert_eq!(
        read(&sheet("<row r=\"1048576\"><c r=\"XFD1048576\" s=\"3\"/></row>")),
        Ok(vec![]),
        "only its look is set"
    );
    assert_eq!(read(&ods("><table:table-cell>")), Ok(vec!["x& 1".to_owned()]));
    for (bytes, why) in [
        (sheet(&cell(1_048_576, "XFD", "x")), "row 1048576 is filled"),
        (sheet(&cell(u32::MAX, "A", "x")), "more than 100000 rows"),
        (sheet(&cell(2, "XFD", "x")), "more than 256 columns"),
        (sheet(&(2..9000).map(|row| cell(row, "IV", "x")).collect::<String>()), "more than 2000000 cells"),
        (ods("table:number-rows-repeated=\"4000000000\"><table:table-cell>"), "more than 100000 rows"),
        (ods("><table:table-cell table:number-columns-repeated=\"18446744073709551615\">"), "more than 256 columns"),
        (archive(&[("xl/worksheets/sheet1.xml", "<worksheet><sheetData></row>")]), "no workbook"),
    ] {
        assert!(read(&bytes).as_ref().is_err_and(|(_, said)| said.contains(why)), "{why}: {:?}", read(&bytes));
    }
    let whole = sheet(&cell(3, "A", "x"));
    for end in 0..whole.len() {
        assert!(read(&whole[..end]).is_err(), "cut at {end}");
    }
}

#[test]
fn the_same_run_makes_the_same_bytes_in_either_language() {
    assert!(book(Lang::Ja) == book(Lang::Ja));
    assert_eq!(below(&sheet(&book(Lang::En), "Amounts"), "oku", 1), &Data::Float(580.0));
}
