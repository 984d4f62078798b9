//! The words around files: what can be saved, what can be opened, and why a file cannot.

/// The words around files: what can be saved, what can be opened, and why a file cannot.
pub(crate) struct Files {
    /// A heading.
    pub title: &'static str,
    /// A button.
    pub findings_sheet: &'static str,
    /// A button.
    pub record: &'static str,
    /// A button.
    pub answers_sheet: &'static str,
    /// A button.
    pub answers_json: &'static str,
    /// A button.
    pub template: &'static str,
    /// A button and the label of a field.
    pub open: &'static str,
    /// What opening does.
    pub open_more: &'static str,
    /// While a file is read.
    pub reading: &'static str,
    /// A notice; `{}` is the name of the file, `{}` the number of answers.
    pub opened: &'static str,
    /// A heading; `{}` is the number of entries.
    pub faults: &'static str,
    /// A button; `{}` answers.
    pub take: &'static str,
    /// A button.
    pub leave: &'static str,
    /// `{}` row, `{}` column.
    pub place: &'static str,
    /// A problem.
    pub not_asked: &'static str,
    /// A problem.
    pub wrong_kind: &'static str,
    /// A problem; `{}` is what the file has.
    pub unknown_choice: &'static str,
    /// A problem; `{}` is what the file has.
    pub wrong_unit: &'static str,
    /// A problem; `{}` is what the file has.
    pub out_of_range: &'static str,
    /// A problem.
    pub repeated: &'static str,
    /// A problem.
    pub too_long: &'static str,
    /// Why a file is refused.
    pub too_large: &'static str,
    /// Why a file is refused.
    pub not_ours: &'static str,
    /// Why a file is refused.
    pub damaged: &'static str,
    /// Why a file is refused.
    pub other_rules: &'static str,
    /// Why a file cannot be made or read.
    pub no_spreadsheets: &'static str,
    /// `{}` is a code.
    pub reference: &'static str,
    /// What the picture is.
    pub qr: &'static str,
    /// In place of the picture.
    pub qr_too_long: &'static str,
    /// Beside the picture.
    pub qr_private: &'static str,
}

/// Vietnamese.
pub(super) const VI: Files = Files {
    title: "Tải về và chia sẻ",
    findings_sheet: "Bảng kết quả (Excel)",
    record: "Biên bản kết quả (JSON)",
    answers_sheet: "Câu trả lời (Excel)",
    answers_json: "Câu trả lời (JSON)",
    template: "Tải mẫu Excel để điền",
    open: "Mở tệp (Excel hoặc JSON)",
    open_more: "Tệp được mở thành một dự án mới; dự án hiện có được giữ nguyên.",
    reading: "Đang đọc tệp…",
    opened: "Đã mở tệp {} thành dự án mới với {} câu trả lời.",
    faults: "Có {} mục trong tệp không dùng được",
    take: "Mở với {} câu trả lời đọc được",
    leave: "Không mở, để sửa tệp",
    place: "Dòng {}, cột {}",
    not_asked: "bộ tiêu chí này không hỏi mục này.",
    wrong_kind: "câu trả lời không đúng loại.",
    unknown_choice: "không có lựa chọn “{}”.",
    wrong_unit: "không dùng được đơn vị “{}”.",
    out_of_range: "số “{}” nằm ngoài khoảng cho phép.",
    repeated: "mục này được trả lời hai lần.",
    too_long: "câu trả lời quá dài.",
    too_large: "Tệp quá lớn nên không được mở. Không có gì thay đổi.",
    not_ours: "Tệp này không phải là hồ sơ hay mẫu của trang sàng lọc. Không có gì thay đổi.",
    damaged: "Không đọc được tệp: tệp bị hỏng, chưa tải đủ, hoặc không phải Excel (.xlsx) hay JSON. Không có gì thay đổi.",
    other_rules: "Tệp dùng cho bộ tiêu chí khác nên không được mở. Không có gì thay đổi.",
    no_spreadsheets: "Chưa tải được phần đọc và ghi Excel. Hãy thử lại khi có mạng, hoặc dùng JSON.",
    reference: "Mã tham chiếu: {}",
    qr: "Mã QR của liên kết mở lại các câu trả lời này",
    qr_too_long: "Liên kết quá dài để in thành mã QR. Hãy dùng nút sao chép liên kết.",
    qr_private: "Ai quét mã này đều đọc được toàn bộ câu trả lời.",
};

/// English.
pub(super) const EN: Files = Files {
    title: "Save and share",
    findings_sheet: "Findings (Excel)",
    record: "Record of the result (JSON)",
    answers_sheet: "Answers (Excel)",
    answers_json: "Answers (JSON)",
    template: "Download an Excel form to fill in",
    open: "Open a file (Excel or JSON)",
    open_more: "A file opens as a new project; what you have stays as it is.",
    reading: "Reading the file…",
    opened: "The file {} is open as a new project with {} answers.",
    faults: "{} entries of the file cannot be used",
    take: "Open with the {} answers that can be used",
    leave: "Do not open; I will correct the file",
    place: "Row {}, column {}",
    not_asked: "this set of criteria does not ask this.",
    wrong_kind: "this is not the kind of answer that is asked for.",
    unknown_choice: "there is no choice “{}”.",
    wrong_unit: "the unit “{}” cannot be used.",
    out_of_range: "the number “{}” is out of range.",
    repeated: "this is answered twice.",
    too_long: "the answer is too long.",
    too_large: "The file is too large and was not opened. Nothing has changed.",
    not_ours: "This file is neither answers nor a form of this page. Nothing has changed.",
    damaged: "The file cannot be read: it is damaged, incomplete, or neither Excel (.xlsx) nor JSON. Nothing has changed.",
    other_rules: "The file is for another set of criteria and was not opened. Nothing has changed.",
    no_spreadsheets: "The part for Excel files could not be loaded. Try again when you are online, or use JSON.",
    reference: "Reference code: {}",
    qr: "QR code of the link that opens these answers again",
    qr_too_long: "The link is too long for a QR code. Use the button that copies the link.",
    qr_private: "Whoever scans it can read all answers.",
};

/// Chinese.
pub(super) const ZH: Files = Files {
    title: "保存与分享",
    findings_sheet: "审查结果（Excel）",
    record: "结果记录（JSON）",
    answers_sheet: "答案（Excel）",
    answers_json: "答案（JSON）",
    template: "下载供填写的 Excel 表格",
    open: "打开文件（Excel 或 JSON）",
    open_more: "文件将作为新项目打开；现有项目保持不变。",
    reading: "正在读取文件……",
    opened: "文件{}已作为新项目打开，共{}个答案。",
    faults: "文件中有{}项无法使用",
    take: "以可用的{}个答案打开",
    leave: "不打开，先修改文件",
    place: "第{}行，{}列",
    not_asked: "本标准集不询问此项。",
    wrong_kind: "答案类型不正确。",
    unknown_choice: "没有“{}”这一选项。",
    wrong_unit: "不能使用单位“{}”。",
    out_of_range: "数字“{}”超出允许范围。",
    repeated: "此项被回答了两次。",
    too_long: "答案过长。",
    too_large: "文件过大，未打开。没有任何更改。",
    not_ours: "该文件不是本页面的答案或表格。没有任何更改。",
    damaged: "无法读取文件：文件已损坏、不完整，或不是 Excel（.xlsx）或 JSON。没有任何更改。",
    other_rules: "该文件用于另一标准集，未打开。没有任何更改。",
    no_spreadsheets: "无法加载 Excel 读写组件。请联网后重试，或使用 JSON。",
    reference: "参考编号：{}",
    qr: "可重新打开这些答案的链接二维码",
    qr_too_long: "链接过长，无法生成二维码。请使用复制链接按钮。",
    qr_private: "任何人扫描后都能读到全部答案。",
};

/// Korean.
pub(super) const KO: Files = Files {
    title: "저장 및 공유",
    findings_sheet: "심사 결과(Excel)",
    record: "결과 기록(JSON)",
    answers_sheet: "답변(Excel)",
    answers_json: "답변(JSON)",
    template: "작성용 Excel 양식 내려받기",
    open: "파일 열기(Excel 또는 JSON)",
    open_more: "파일은 새 사업으로 열리며, 기존 사업은 그대로 유지됩니다.",
    reading: "파일을 읽는 중…",
    opened: "파일 {}을(를) 답변 {}개의 새 사업으로 열었습니다.",
    faults: "파일에서 사용할 수 없는 항목 {}개",
    take: "사용할 수 있는 답변 {}개로 열기",
    leave: "열지 않고 파일을 고치기",
    place: "{}행 {}열",
    not_asked: "이 기준집에서 묻지 않는 항목입니다.",
    wrong_kind: "답변의 종류가 맞지 않습니다.",
    unknown_choice: "“{}”라는 선택지가 없습니다.",
    wrong_unit: "단위 “{}”을(를) 사용할 수 없습니다.",
    out_of_range: "숫자 “{}”이(가) 허용 범위를 벗어났습니다.",
    repeated: "두 번 답변한 항목입니다.",
    too_long: "답변이 너무 깁니다.",
    too_large: "파일이 너무 커서 열지 않았습니다. 바뀐 것은 없습니다.",
    not_ours: "이 파일은 이 페이지의 답변이나 양식이 아닙니다. 바뀐 것은 없습니다.",
    damaged: "파일을 읽을 수 없습니다. 손상되었거나 불완전하거나 Excel(.xlsx) 또는 JSON이 아닙니다. 바뀐 것은 없습니다.",
    other_rules: "다른 기준집의 파일이므로 열지 않았습니다. 바뀐 것은 없습니다.",
    no_spreadsheets: "Excel 처리 부분을 불러오지 못했습니다. 온라인에서 다시 시도하거나 JSON을 사용하십시오.",
    reference: "참조 번호: {}",
    qr: "이 답변을 다시 여는 링크의 QR 코드",
    qr_too_long: "링크가 너무 길어 QR 코드로 만들 수 없습니다. 링크 복사 버튼을 사용하십시오.",
    qr_private: "이 코드를 스캔하면 누구나 모든 답변을 읽을 수 있습니다.",
};

/// Japanese.
pub(super) const JA: Files = Files {
    title: "保存と共有",
    findings_sheet: "判定結果（Excel）",
    record: "結果の記録（JSON）",
    answers_sheet: "回答（Excel）",
    answers_json: "回答（JSON）",
    template: "記入用のExcel様式をダウンロード",
    open: "ファイルを開く（ExcelまたはJSON）",
    open_more: "ファイルは新しい案件として開かれ、既存の案件はそのまま残ります。",
    reading: "ファイルを読み込み中…",
    opened: "ファイル{}を新しい案件として開きました（回答{}件）。",
    faults: "ファイルに使用できない項目が{}件あります",
    take: "使用できる{}件の回答で開く",
    leave: "開かずにファイルを修正する",
    place: "{}行{}列",
    not_asked: "この基準集では問われない項目です。",
    wrong_kind: "回答の種類が正しくありません。",
    unknown_choice: "「{}」という選択肢はありません。",
    wrong_unit: "単位「{}」は使用できません。",
    out_of_range: "数値「{}」は許容範囲外です。",
    repeated: "二度回答されています。",
    too_long: "回答が長すぎます。",
    too_large: "ファイルが大きすぎるため開きませんでした。何も変更されていません。",
    not_ours: "このファイルはこのページの回答でも様式でもありません。何も変更されていません。",
    damaged: "ファイルを読み取れません。破損、不完全、またはExcel（.xlsx）でもJSONでもありません。何も変更されていません。",
    other_rules: "別の基準集用のファイルのため開きませんでした。何も変更されていません。",
    no_spreadsheets: "Excelを扱う部分を読み込めませんでした。オンラインで再試行するか、JSONを使用してください。",
    reference: "照会番号：{}",
    qr: "この回答を再び開くリンクのQRコード",
    qr_too_long: "リンクが長すぎてQRコードにできません。リンクのコピーボタンをご利用ください。",
    qr_private: "読み取った人はすべての回答を見ることができます。",
};
