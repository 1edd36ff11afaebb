use std::fs;

use super::*;

/// `surface/label` of each token.
fn words(tokenizer: &Tokenizer, text: &str) -> String {
    let mut tokens = Vec::new();
    tokenizer.worker().tokenize(text, 0, &mut tokens).unwrap();
    let word = |t: &Token| format!("{}/{}", &text[t.start as usize..t.end as usize], t.pos.label());
    tokens.iter().map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn sentences() {
    let tokenizer = Tokenizer::embedded().unwrap();
    for (text, want) in [
        ("令和元年", "令和/固有名詞 元年/名詞"),
        ("〜10日", "〜/記号 10/数 日/助数詞"),
        ("～10日", "～/記号 10/数 日/助数詞"),
        ("約30人が", "約/数接頭辞 30/数 人/助数詞 が/格助詞"),
        ("３０％", "３/数 ０/数 ％/助数詞"),
        ("山田太郎さんは", "山田/姓 太郎/名 さん/人名接尾辞 は/係助詞"),
        ("東京都の会社", "東京/地名 都/地名接尾辞 の/連体助詞 会社/名詞"),
        ("（発表した）。", "（/括弧開 発表/サ変名詞 し/動詞 た/助動詞 ）/括弧閉 。/句点"),
        ("3.5%増", "3/数 ./句点 5/数 %/助数詞 増/接尾辞"),
        ("神戸市内と市内", "神戸/地名 市/地名接尾辞 内/接尾辞 と/助詞 市内/名詞"),
        ("(同社)", "(/括弧開 同社/名詞 )/括弧閉"),
        ("朝   晩 ", "朝/時相名詞 晩/時相名詞"),
        ("　", ""),
        ("", ""),
    ] {
        assert_eq!(words(&tokenizer, text), want, "{text}");
    }
}

#[test]
fn offsets_have_the_base_and_are_appended() {
    let tokenizer = Tokenizer::embedded().unwrap();
    let mut worker = tokenizer.worker();
    let mut tokens = Vec::new();
    worker.tokenize("雨が", 0, &mut tokens).unwrap();
    worker.tokenize("降る。", 100, &mut tokens).unwrap();
    let ranges: Vec<_> = tokens.iter().map(|t| (t.start, t.end)).collect();
    assert_eq!(ranges, [(0, 3), (3, 6), (100, 106), (106, 109)]);
    let overflow = worker.tokenize("雨", u32::MAX - 1, &mut tokens);
    assert!(matches!(overflow, Err(MorphError::TooLong)));
    assert_eq!(worker.segment_only("降る。"), 2);
}

#[test]
fn look_ups() {
    let tokenizer = Tokenizer::embedded().unwrap();
    let mut worker = tokenizer.worker();
    for (text, known, base, reading) in [
        ("降っ", true, Some("降る"), Some("フッ")),
        ("令和", true, Some("令和"), Some("レイワ")),
        ("ヌヌヌヌ", false, None, None),
    ] {
        let mut tokens = Vec::new();
        worker.tokenize(text, 0, &mut tokens).unwrap();
        let token = tokens[0];
        assert_eq!(token.known, known, "{text}");
        assert_eq!(worker.base_form(&token), base, "{text}");
        assert_eq!(worker.reading(&token), reading, "{text}");
        assert!(tokenizer.details(&token).contains(','), "{text}");
    }
}

#[test]
fn table_and_details_agree_for_every_class() {
    let dictionary = ipadic::load().unwrap();
    let (ids, classes) = embedded_classes();
    let (scanned_ids, scanned) = scanned_classes(&dictionary);
    assert_eq!(ids.len(), scanned_ids.len());
    for word in (0..ids.len()).step_by(31) {
        let pair = (classes[usize::from(ids[word])], scanned[usize::from(scanned_ids[word])]);
        assert_eq!(pair.0, pair.1, "word {word}");
    }
}

#[test]
fn user_words() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("words.csv");
    let text = "\u{FEFF}# names\nコインチェック,組織,コインチェック\n\nＺＱＸ灘,地域\n京都,地域\n";
    fs::write(&path, text).unwrap();
    let tokenizer = Tokenizer::load(None, Some(&path)).unwrap();
    assert_eq!(words(&tokenizer, "コインチェックは"), "コインチェック/組織名 は/係助詞");
    assert_eq!(words(&tokenizer, "ZQX灘は"), "ZQX灘/地名 は/係助詞");
    // A user word must not tear up the words around it.
    assert_eq!(words(&tokenizer, "東京都知事"), "東京/地名 都知事/名詞");

    let mut tokens = Vec::new();
    let mut worker = tokenizer.worker();
    worker.tokenize("コインチェック", 0, &mut tokens).unwrap();
    assert!(tokens[0].known);
    assert_eq!(worker.reading(&tokens[0]), Some("コインチェック"));
    assert_eq!(worker.segment_only("コインチェック"), 1);

    fs::write(&path, "# nothing\n").unwrap();
    assert!(Tokenizer::load(None, Some(&path)).is_ok());
}

#[test]
fn errors_say_where_and_what() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("words.csv");
    for (content, want) in [
        ("# c\n\n灘,川\n".as_bytes(), "words.csv:3: 川 is not a kind of word"),
        (b"\x83\x8b", "words.csv: is not UTF-8"),
        (b"a,b,c,d\n", "words.csv:1: has 4 columns"),
    ] {
        fs::write(&path, content).unwrap();
        let error = Tokenizer::load(None, Some(&path)).err().unwrap().to_string();
        assert!(error.contains(want), "{error}");
    }
    let missing = dir.path().join("none");
    for error in [
        Tokenizer::load(None, Some(&missing)).err().unwrap().to_string(),
        Tokenizer::load(Some(&missing), None).err().unwrap().to_string(),
        Tokenizer::load(Some(dir.path()), None).err().unwrap().to_string(),
    ] {
        assert!(error.contains(&*dir.path().to_string_lossy()), "{error}");
    }
}

#[test]
fn the_tokenizer_is_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Tokenizer>();
    shared::<Worker<'static>>();
}
