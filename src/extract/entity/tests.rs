//! The cascade on short texts: what is found, of which type, under which name. Rules are tested without the model,
//! which would hide their slips, and the model on what it cannot miss, as it is trained anew now and then.

use super::*;
use crate::corpus::{self, Format};
use crate::extract::Kit;
use std::sync::LazyLock;

static RULES: LazyLock<Kit> = LazyLock::new(|| Kit::embedded().unwrap().with_model(None));

/// The entities of a text.
fn read(text: &str, kit: &Kit) -> crate::extract::Record {
    let document = corpus::parse(text.as_bytes().to_vec(), Format::Txt, "test.txt");
    crate::extract::read(document, &mut kit.reader()).unwrap()
}

/// 「surface TYPE canonical」 for each entity of a text.
fn entities(text: &str) -> Vec<String> {
    shown(&read(text, &RULES))
}

fn shown(record: &crate::extract::Record) -> Vec<String> {
    let show = |m: &Mention<Entity>| {
        let surface = m.span.of(&record.document.text);
        format!("{surface} {} {}", m.value.kind.as_str(), m.value.canonical)
    };
    record.entities.iter().map(show).collect()
}

fn check(table: &[(&str, &[&str])]) {
    for (text, expected) in table {
        assert_eq!(entities(text), *expected, "{text}");
    }
}

#[test]
fn laws() {
    check(&[
        ("資金決済法に基づく命令", &["資金決済法 LAW 資金決済に関する法律"]),
        (
            "資金決済に関する法律第63条の16の規定",
            &["資金決済に関する法律第63条の16 LAW 資金決済に関する法律 第63条の16"],
        ),
        ("民法709条と会社法に違反した", &["民法709条 LAW 民法 709条", "会社法 LAW 会社法"]),
        (
            "空き家等の適正管理に関する条例を施行する",
            &["空き家等の適正管理に関する条例 LAW 空き家等の適正管理に関する条例"],
        ),
        ("別の方法や手法を試し、県の条例と司法を調べる", &[]),
    ]);
}

#[test]
fn courts_and_authorities() {
    check(&[
        (
            "東京地裁に訴え、横浜地裁川崎支部が受けた",
            &["東京地裁 ORG 東京地方裁判所", "横浜地裁川崎支部 ORG 横浜地方裁判所川崎支部"],
        ),
        ("地裁は訴えを退け、県警と市議会が動いた", &[]),
        ("第二東京弁護士会と金融庁", &["第二東京弁護士会 ORG 第二東京弁護士会", "金融庁 ORG 金融庁"]),
        ("磯見県災害対策本部によると", &["磯見県災害対策本部 ORG 磯見県災害対策本部"]),
        ("日本の韓国国会情報委員会", &["日本 LOC 日本", "韓国国会情報委員会 ORG 韓国国会情報委員会"]),
    ]);
}

#[test]
fn companies_and_their_short_forms() {
    check(&[
        (
            "青葉台精機株式会社は増収だった。青葉台精機の社長が語る。",
            &["青葉台精機株式会社 ORG 青葉台精機", "青葉台精機 ORG 青葉台精機"],
        ),
        (
            "ツバメ食品ホールディングス株式会社(以下「ツバメHD」という。)は、ツバメ食品HDとも書く。ツバメHDは黒字だ。",
            &[
                "ツバメ食品ホールディングス株式会社 ORG ツバメ食品ホールディングス",
                "ツバメHD ORG ツバメ食品ホールディングス",
                "ツバメ食品HD ORG ツバメ食品ホールディングス",
                "ツバメHD ORG ツバメ食品ホールディングス",
            ],
        ),
        (
            "コインチェック株式会社(Coincheck)",
            &["コインチェック株式会社 ORG コインチェック", "Coincheck ORG コインチェック"],
        ),
        ("株式会社みなづき工業は黒字だ", &["株式会社みなづき工業 ORG みなづき工業"]),
        ("A 若宮製薬が回収している", &["若宮製薬 ORG 若宮製薬"]),
        ("スズキさんはスズキを辞めた", &["スズキ PERSON スズキ", "スズキ ORG スズキ株式会社"]),
    ]);
}

#[test]
fn crypto_assets_are_not_the_companies_around_them() {
    check(&[
        ("NEM(ネム)とNEM財団", &["NEM CRYPTO_ASSET NEM", "ネム CRYPTO_ASSET NEM", "NEM財団 ORG NEM財団"]),
        ("5億2300万XEMが流出", &[]),
        ("日本円とビットコイン", &["ビットコイン CRYPTO_ASSET ビットコイン"]),
        ("NEMOとネムイ", &[]),
    ]);
}

#[test]
fn persons() {
    check(&[
        ("代表取締役社長 高木健一", &["高木健一 PERSON 高木健一"]),
        ("宮田恭平元社長が辞め、宮田氏は去った。", &["宮田恭平 PERSON 宮田恭平", "宮田 PERSON 宮田恭平"]),
        ("商店主の近藤ふみさん(67)と長谷部峻一さん", &["近藤ふみ PERSON 近藤ふみ", "長谷部峻一 PERSON 長谷部峻一"]),
        (
            "プーチン大統領とタイガー・ウッズ選手",
            &["プーチン PERSON プーチン", "タイガー・ウッズ PERSON タイガー・ウッズ"],
        ),
        ("お客さんと社長と東京都の知事", &["東京都 LOC 東京都"]),
    ]);
}

#[test]
fn places() {
    check(&[
        ("東京都千代田区で", &["東京都千代田区 LOC 東京都千代田区"]),
        ("磯見県北部の夕凪町と青波市", &["磯見県北部 LOC 磯見県北部", "夕凪町 LOC 夕凪町", "青波市 LOC 青波市"]),
        ("米政府と日本人と英語", &["米政府 ORG 米政府"]),
        ("市と県と同市と隣町", &[]),
    ]);
}

#[test]
fn media_products_and_events() {
    check(&[
        ("青波日日新聞とNHKが報じた", &["青波日日新聞 MEDIA 青波日日新聞", "NHK MEDIA NHK"]),
        (
            "看板商品の「つばめサブレ」を残す。つばめサブレは人気だ。",
            &["つばめサブレ PRODUCT つばめサブレ", "つばめサブレ PRODUCT つばめサブレ"],
        ),
        ("熊本県の熊本地震", &["熊本県 LOC 熊本県", "熊本地震 EVENT 熊本地震"]),
        ("殺人事件と交通事故と余震", &[]),
    ]);
}

#[test]
fn words_for_kinds_tell_names() {
    check(&[
        (
            "探査機「ハルカゼ」が小惑星ミナトに着き、ミナトを離れた。",
            &["ハルカゼ PRODUCT ハルカゼ", "ミナト LOC ミナト", "ミナト LOC ミナト"],
        ),
        ("映画「朝の海」と番組「夕の海」", &["朝の海 PRODUCT 朝の海", "夕の海 MEDIA 夕の海"]),
        ("「朝の海」は売れた。社長は「高い」と話した。", &[]),
        (
            "封切りから「朝の海」は首位だ。興行収入は3億円。「聖地」に客が来て「また来たい」と話した。",
            &["朝の海 PRODUCT 朝の海"],
        ),
        (
            "ミナト、アサヒナ、ユウナギの3社と、男性、女性の2人",
            &["ミナト ORG ミナト", "アサヒナ ORG アサヒナ", "ユウナギ ORG ユウナギ"],
        ),
        ("ミナト・アサヒナの2社", &["ミナト ORG ミナト", "アサヒナ ORG アサヒナ"]),
        ("台風15号と特急15号", &["台風15号 EVENT 台風15号"]),
    ]);
}

#[test]
fn spelling_tells_coined_names() {
    check(&[
        ("minatoポイントを8payで使う", &["minato PRODUCT minato", "8pay PRODUCT 8pay"]),
        ("MinatoGoと新車のmKワゴンが売れた", &["MinatoGo PRODUCT MinatoGo", "mKワゴン PRODUCT mKワゴン"]),
        ("3Dの映像、4K、2nd、IoT、SaaS、8kgの荷、AllRights Reserved、a@MinatoGo.jp", &[]),
    ]);
}

#[test]
fn columns_and_metadata_tell_names() {
    let read = |text: &str| {
        let document = corpus::parse(text.as_bytes().to_vec(), Format::Md, "test.md");
        shown(&crate::extract::read(document, &mut RULES.reader()).unwrap())
    };
    assert_eq!(
        read("|区分|車種|\n|-|-|\n|軽|ミナト、XVR|\n|合計|合計|\n"),
        ["ミナト PRODUCT ミナト", "XVR PRODUCT XVR"]
    );
    let page = "---\ntitle: 停電の夜｜磯見暮らし\nsource: まちの手帖\n---\n© 磯見暮らし まちの手帖から転載\n";
    assert_eq!(read(page), ["磯見暮らし MEDIA 磯見暮らし", "まちの手帖 MEDIA まちの手帖"]);
}

#[test]
fn a_company_and_its_subsidiary_are_two() {
    check(&[
        (
            "若宮ベアリング工業は黒字だ。若宮ベアリングは増収。",
            &["若宮ベアリング工業 ORG 若宮ベアリング工業", "若宮ベアリング ORG 若宮ベアリング工業"],
        ),
        (
            "若宮ベアリングは子会社の若宮ベアリング工業を売る。",
            &["若宮ベアリング ORG 若宮ベアリング", "若宮ベアリング工業 ORG 若宮ベアリング工業"],
        ),
    ]);
}

#[test]
fn short_names_stand_for_long_ones() {
    check(&[(
        "空き家等の適正管理に関する条例が成立した。空き家条例に違反した。",
        &[
            "空き家等の適正管理に関する条例 LAW 空き家等の適正管理に関する条例",
            "空き家条例 LAW 空き家等の適正管理に関する条例",
        ],
    )]);
    check(&[
        // the one city or prefecture of the document
        ("若宮県夕凪市で市長選があった。", &["若宮県夕凪市 LOC 若宮県夕凪市", "市長選 EVENT 夕凪市長選挙"]),
        ("若宮県で知事選挙があった。", &["若宮県 LOC 若宮県", "知事選挙 EVENT 若宮県知事選挙"]),
        ("夕凪市と若宮市で市長選があった。", &["夕凪市 LOC 夕凪市", "若宮市 LOC 若宮市", "市長選 EVENT 市長選挙"]),
    ]);
}

#[test]
fn names_of_the_users_own_come_first() {
    let csv = "canonical,type,alias\n若宮商会,ORG,ワカショー\n磯見太郎,PERSON,みなりん*\n";
    let kit = Kit::embedded().unwrap().with_model(None).with_aliases(Aliases::parse(csv).unwrap());
    let record = read("ワカショーと若宮商会、みなりん*の話。", &kit);
    assert_eq!(shown(&record), ["ワカショー ORG 若宮商会", "若宮商会 ORG 若宮商会", "みなりん* PERSON 磯見太郎"]);
    assert!(record.entities.iter().all(|m| m.value.method == Method::Alias));
}

#[cfg(feature = "ner")]
#[test]
fn the_model_finds_what_no_rule_knows() {
    let kit = Kit::embedded().unwrap();
    assert!(kit.has_model());
    let record = read("俳優のロバート・デ・ニーロと監督のジェリー・シャッツバーグがカンヌで語った。", &kit);
    assert!(record.entities.iter().any(|m| m.value.method == Method::Model), "{:?}", shown(&record));
    for m in &record.entities {
        assert!((0.0..=1.0).contains(&m.value.confidence), "{m:?}");
    }
}

#[test]
fn ids_are_those_of_every_run_and_machine() {
    assert_eq!(id(EntityKind::Org, "金融庁"), "e105eb19be8");
    assert_ne!(id(EntityKind::Media, "金融庁"), "e105eb19be8");
    assert_eq!(Entity { canonical: "金融庁".into(), ..Entity::default() }.id(), "e105eb19be8");
}

#[test]
fn references() {
    let read_back = |text: &str| -> Vec<String> {
        let record = read(text, &RULES);
        let show = |m: &Mention<Entity>| format!("{} {}", m.span.of(&record.document.text), m.value.canonical);
        record.references.iter().map(show).collect()
    };
    let table: &[(&str, &[&str])] = &[
        ("若宮工業は千葉銀行から借りた。同行は同社を調べた。", &["同行 千葉銀行", "同社 若宮工業"]),
        // of two companies the one the sentence speaks of
        ("若宮工業は夕凪電機を買う。同社は公表した。", &["同社 若宮工業"]),
        (
            "金融庁は若宮工業に命令した。同庁は会社法を示し、同社は同法に違反した。",
            &["同庁 金融庁", "同社 若宮工業", "同法 会社法"],
        ),
        ("磯見県夕凪市は公表した。同市と同県は、同国の人と違う。", &["同市 磯見県夕凪市"]),
        ("高木健一氏は述べた。同氏は去った。", &["同氏 高木健一"]),
        ("知事の高木健一氏と松本美奈子氏が会った。同知事は去った。", &["同知事 高木健一"]),
        (
            "若宮漁業協同組合は訴えた。同組合は東京地裁に、同地裁は同組合に求めた。",
            &["同組合 若宮漁業協同組合", "同地裁 東京地方裁判所", "同組合 若宮漁業協同組合"],
        ),
        (
            "株式会社若宮商会（以下「当社」）は夕凪電機株式会社と話した。当社は公表した。",
            &["当社 若宮商会", "当社 若宮商会"],
        ),
        ("若宮工業は公表した。夕凪電機は「当社は違う」と述べた。", &["当社 夕凪電機"]),
        ("若宮工業は千葉銀行と話した。記者は同行した。同行者もいた。当局は同様に同時に本社で話した。", &[]),
        ("同社は公表した。その後、若宮工業ができた。", &[]),
    ];
    for (text, expected) in table {
        assert_eq!(read_back(text), *expected, "{text}");
    }
}
