//! The sentences in Vietnamese: those of this crate, then those of the crates above it.

/// The words of a sentence in Vietnamese, by its words in English.
pub(super) fn of(words: &str) -> Option<&'static str> {
    let said = match words {
        "`=` is not part of a condition" => "điều kiện không dùng `=`",
        "`\"{}\"` can only be compared with a choice" => {
            "`\"{}\"` chỉ so sánh được với một lựa chọn"
        }
        "`bands` takes a quantity and a parameter with bands" => {
            "`bands` cần một đại lượng và một mức có các bậc"
        }
        "`cites` takes the id of a citation, or a list of ids" => {
            "`cites` ghi mã của một nguồn, hoặc danh sách các mã"
        }
        "`cost_order` is from 1 to {}" => "`cost_order` từ 1 đến {}",
        "`params.{}` has no bands" => "`params.{}` không có bậc",
        "`{}` cannot be this" => "`{}` không nhận giá trị này",
        "`{}` cannot be used with these values" => "không dùng được `{}` với các giá trị này",
        "`{}` cites no source" => "`{}` không dẫn nguồn nào",
        "`{}` has a placeholder `{}` that nothing fills" => {
            "`{}` có chỗ điền `{}` mà không gì điền vào"
        }
        "`{}` has more than {} members" => "`{}` có hơn {} lựa chọn",
        "`{}` has no `remedy`" => "`{}` thiếu `remedy` (cách khắc phục)",
        "`{}` has no `require`" => "`{}` thiếu `require` (yêu cầu)",
        "`{}` has no `{}`" => "`{}` thiếu `{}`",
        "`{}` has no choice `{}`" => "`{}` không có lựa chọn `{}`",
        "`{}` has no figure from {} until {}" => "`{}` không có mức nào từ {} đến trước {}",
        "`{}` has no words in `{}`" => "`{}` chưa có câu chữ trong ngôn ngữ `{}`",
        "`{}` has two figures on {}" => "`{}` có hai mức trong ngày {}",
        "`{}` is already named in this file" => "tên `{}` đã được dùng trong tệp này",
        "`{}` is given twice" => "`{}` được ghi hai lần",
        "`{}` is missing before this" => "thiếu `{}` trước chỗ này",
        "`{}` is neither `y` nor `n`" => "`{}` không phải `y` cũng không phải `n`",
        "`{}` is not a currency" => "`{}` không phải đơn vị tiền",
        "`{}` is not a number" => "`{}` không phải là số",
        "`{}` is not a unit" => "`{}` không phải là đơn vị",
        "`{}` is not part of the rule language" => "ngôn ngữ quy tắc không có `{}`",
        "`{}` names other figures in `{}` than in `{}`" => {
            "`{}` nêu các mức trong bản `{}` khác với bản `{}`"
        }
        "`{}` reads itself: {} → {}" => "`{}` tham chiếu chính nó: {} → {}",
        "`{}` says nothing" => "`{}` để trống",
        "`{}` states the quantity `{}`" => "`{}` ghi thẳng con số `{}`",
        "`{}` takes a text in quotes" => "`{}` phải là chữ trong dấu ngoặc kép",
        "a case file has no `{}`" => "tệp ví dụ mẫu không có mục `{}`",
        "a choice" => "một lựa chọn",
        "a choice of `{}`" => "một lựa chọn của `{}`",
        "a choice or a set of choices" => "một hoặc nhiều lựa chọn",
        "a column cannot be of type `{}` written so" => "cột không thể có kiểu `{}` ghi như thế",
        "a comment has no end, so that the rules in it are not read" => {
            "ghi chú không có chỗ kết thúc, nên quy tắc nằm trong đó không được đọc"
        }
        "a condition" => "một điều kiện",
        "a criterion" => "tiêu chí",
        "a criterion must depend on an answer; context belongs into words" => {
            "tiêu chí phải phụ thuộc vào câu trả lời; bối cảnh thì ghi thành lưu ý"
        }
        "a date" => "một ngày",
        "a figure has its unit in parameters.toml, a fact in facts.toml" => {
            "đơn vị của mức ghi trong parameters.toml, của câu hỏi ghi trong facts.toml"
        }
        "a figure stands in the criterion" => "trong tiêu chí có con số",
        "a list can only stand in `any_of`, `all_of` or after `in`" => {
            "danh sách chỉ đặt được trong `any_of`, `all_of` hoặc sau `in`"
        }
        "a list of choices holds texts in quotes" => {
            "danh sách lựa chọn gồm các chữ trong dấu ngoặc kép"
        }
        "a namespace is not a value; name one of its members" => {
            "tên nhóm không phải là giá trị; hãy ghi rõ một mục trong nhóm"
        }
        "a note" => "lưu ý",
        "a number" => "một số",
        "a number (`{}`)" => "một số (`{}`)",
        "a number of points" => "số điểm",
        "a plain number" => "số không có đơn vị",
        "a row of a table" => "một dòng của bảng",
        "a set of `{}`" => "nhiều lựa chọn của `{}`",
        "a text, which rules do not read" => "văn bản tự do, quy tắc không đọc",
        "a yes or no" => "câu có hoặc không",
        "add `cites:` with the id of a citation from citations.toml" => {
            "thêm `cites:` với mã nguồn trong citations.toml"
        }
        "add it to text/{}.toml" => "thêm vào text/{}.toml",
        "add one under cases/" => "thêm một ví dụ mẫu trong cases/",
        "an indicator" => "chỉ số",
        "ask a column of its row, such as `zone.orientation`" => {
            "hãy hỏi một cột của dòng ấy, chẳng hạn `zone.orientation`"
        }
        "ask a set with `any_of` or `all_of`" => "với nhiều lựa chọn, dùng `any_of` hoặc `all_of`",
        "bands are not a number" => "các bậc không phải là một số",
        "cases are written as `[[case]]`" => "mỗi ví dụ mẫu ghi là `[[case]]`",
        "choice" => "lựa chọn",
        "choices are listed under `[choices]` in rulebook.toml: {}" => {
            "các lựa chọn ghi ở mục `[choices]` trong rulebook.toml: {}"
        }
        "column `{}`: {}" => "cột `{}`: {}",
        "columns that rules read are listed under `[tables.{}.columns]` in rulebook.toml" => {
            "các cột quy tắc đọc được ghi ở mục `[tables.{}.columns]` trong rulebook.toml"
        }
        "criterion" => "tiêu chí",
        "criterion or indicator" => "tiêu chí hay chỉ số",
        "criterion with the code" => "tiêu chí mang mã",
        "defined quantity" => "đại lượng đã định nghĩa",
        "did you mean `{}`?" => "có phải ý là `{}`?",
        "did you mean `{}`? facts are declared in facts.toml" => {
            "có phải ý là `{}`? Câu hỏi được khai báo trong facts.toml"
        }
        "end it with `*/`, or use `//`" => "kết thúc bằng `*/`, hoặc dùng `//`",
        "facts are declared in facts.toml" => "câu hỏi được khai báo trong facts.toml",
        "facts are written with their namespace, such as `project.land_area`; figures as `params.name`" => {
            "câu hỏi ghi kèm tên nhóm, chẳng hạn `project.land_area`; mức ghi là `params.tên`"
        }
        "figures are declared in parameters.toml" => "các mức được khai báo trong parameters.toml",
        "give the condition another name" => "đặt tên khác cho điều kiện",
        "give the line from {} a `to`: the day before" => {
            "thêm `to` cho dòng từ {}: ngày liền trước"
        }
        "make it a parameter in parameters.toml and write `params.name`" => {
            "khai báo thành một mức trong parameters.toml rồi ghi `params.tên`"
        }
        "missing field {}" => "thiếu mục {}",
        "no case expects `{}` to be any of: {}" => "chưa ví dụ mẫu nào cho `{}` có kết quả: {}",
        "no criterion reads `{}`" => "chưa tiêu chí nào dùng `{}`",
        "no fact of type `code` picks a row of `{}`" => {
            "không có câu hỏi kiểu `code` nào chọn dòng của bảng `{}`"
        }
        "note" => "lưu ý",
        "nothing is called `{}`" => "không có gì mang tên `{}`",
        "one of {}" => "một trong các giá trị: {}",
        "one topic a file, under 200 lines" => "mỗi tệp một chủ đề, dưới 200 dòng",
        "only a `PRIORITY` gives points" => "chỉ tiêu chí `PRIORITY` mới cho điểm",
        "outcome" => "kết luận",
        "row" => "dòng",
        "rules are expressions: `and`, `or`, `not(…)`, `implies(…, …)`, `choose(…, …, …)`" => {
            "quy tắc là biểu thức: `and`, `or`, `not(…)`, `implies(…, …)`, `choose(…, …, …)`"
        }
        "say what an investor can do about it, or that nothing can be done" => {
            "ghi nhà đầu tư có thể làm gì, hoặc ghi rõ là không thể làm gì"
        }
        "see the table of expressions in rules/REFERENCE.md" => {
            "xem bảng biểu thức trong rules/REFERENCE.md"
        }
        "set `to` of the earlier line to the day before" => {
            "đặt `to` của dòng trước là ngày liền trước đó"
        }
        "sources are listed in citations.toml" => "các nguồn ghi trong citations.toml",
        "the `table` is missing" => "thiếu `table` (bảng)",
        "the exchange rate `{}` must have the unit VND/USD" => "tỷ giá `{}` phải có đơn vị VND/USD",
        "the expression is nested too deep" => "biểu thức lồng nhau quá sâu",
        "the fact `{}` has no namespace" => "câu hỏi `{}` thiếu tên nhóm",
        "the file does too much; rules have no loops" => {
            "tệp tính toán quá nhiều; quy tắc không có vòng lặp"
        }
        "the file ends in the middle of a rule" => "tệp kết thúc giữa chừng một quy tắc",
        "the file has more than {} entries" => "tệp có hơn {} mục",
        "the file is larger than {} bytes" => "tệp lớn hơn {} byte",
        "the form has no section `{}`" => "biểu mẫu không có phần `{}`",
        "the indicator `{}` has no `quantity`" => "chỉ số `{}` thiếu `quantity` (đại lượng)",
        "the list of `choices` is missing" => "thiếu danh sách `choices` (lựa chọn)",
        "the priority `{}` gives no `points`" => "tiêu chí ưu tiên `{}` không cho điểm (`points`)",
        "the row does not have the columns of the first line" => {
            "dòng này không có đủ các cột như dòng đầu"
        }
        "the row has no `{}`" => "dòng này thiếu `{}`",
        "the rulebook has no file `{}`" => "bộ tiêu chí không có tệp `{}`",
        "the table `{}` has no column `{}`" => "bảng `{}` không có cột `{}`",
        "the table has more than {} rows" => "bảng có hơn {} dòng",
        "the table has no column `{}`" => "bảng không có cột `{}`",
        "the table has no row `{}`" => "bảng không có dòng `{}`",
        "the text has no closing quote" => "thiếu dấu ngoặc kép đóng",
        "the unit of this grows out of all proportion" => {
            "đơn vị của phép tính này phức tạp quá mức"
        }
        "the {} has no fact `{}`" => "nhóm {} không có câu hỏi `{}`",
        "there is already a {} `{}`" => "đã có {} `{}`",
        "there is no citation `{}`" => "không có nguồn `{}`",
        "there is no criterion `{}`" => "không có tiêu chí `{}`",
        "there is no fact `{}` to be linked to" => "không có câu hỏi `{}` để liên kết",
        "there is no figure `{}`" => "không có mức `{}`",
        "there is no file `{}`" => "không có tệp `{}`",
        "there is no function `{}`" => "không có hàm `{}`",
        "there is no list of choices `{}`" => "không có danh sách lựa chọn `{}`",
        "there is no such list of choices" => "không có danh sách lựa chọn đó",
        "there is no table `{}`" => "không có bảng `{}`",
        "there is no type `{}`" => "không có kiểu `{}`",
        "there is no {} `{}`" => "không có {} `{}`",
        "there is nothing called `{}`" => "không có gì mang tên `{}`",
        "this cannot be computed" => "không tính được",
        "this cannot be read here: `{}`" => "không đọc được chỗ này: `{}`",
        "this cannot be used here: `{}`" => "không dùng được ở đây: `{}`",
        "this figure takes `{}`, and nothing else" => "mức này chỉ ghi `{}`, không ghi gì khác",
        "this is not a value; name one of its members" => {
            "đây không phải là giá trị; hãy ghi rõ một mục trong nhóm"
        }
        "this is {}, not {}" => "đây là {}, không phải {}",
        "this period of `{}` ends before it begins" => {
            "giai đoạn này của `{}` kết thúc trước khi bắt đầu"
        }
        "too many `let` in one file" => "một tệp có quá nhiều `let`",
        "unknown field {}, expected one of {}" => "không có mục {}; các mục được dùng: {}",
        "unknown field {}, expected {}" => "không có mục {}; mục được dùng: {}",
        "verdict" => "kết quả",
        "what `{}` requires reads no fact" => "yêu cầu của `{}` không phụ thuộc câu hỏi nào",
        "write `==` to compare" => "so sánh thì ghi `==`",
        "write `bands(quantity, params.name)`" => "ghi `bands(đại lượng, params.tên)`",
        "write `{name}` of the parameter, or say it without the figure" => {
            "ghi `{name}` với tên của mức, hoặc diễn đạt không có con số"
        }
        "write it as `[project.name]`" => "ghi là `[project.tên]`",
        "{} against {}: different kinds of quantity" => {
            "so {} với {}: hai loại đại lượng khác nhau"
        }
        "{} cannot be held against {}" => "không so sánh được {} với {}",
        "{} has no field `{}`" => "{} không có mục `{}`",
        "{} is too large" => "{} quá lớn",
        // Of examples and of the analysis.
        "`{}` and `{}` come to the same for every project" => {
            "`{}` và `{}` cho kết quả như nhau với mọi dự án"
        }
        "`{}` asks nothing that `{}` does not: whoever fails it fails both" => {
            "`{}` không đòi hỏi gì hơn `{}`: không đạt tiêu chí này thì không đạt cả hai"
        }
        "an amount of `{}` is in both of the tiers {}" => "có giá trị của `{}` thuộc cả hai bậc {}",
        "an amount of `{}` is in none of the tiers {}" => {
            "có giá trị của `{}` không thuộc bậc nào trong {}"
        }
        "no project can be accepted: none passes all of {}" => {
            "không dự án nào được chấp thuận: không dự án nào qua được tất cả {}"
        }
        "no project can be accepted: none passes {}" => {
            "không dự án nào được chấp thuận: không dự án nào qua được {}"
        }
        "no project can fail `{}`" => "dự án nào cũng đạt `{}`",
        "no project can meet `{}`" => "không dự án nào đạt được `{}`",
        "no project can meet or fail `{}`" => "không dự án nào đạt hay không đạt `{}`",
        "no project can pass both `{}` and `{}`" => "không dự án nào qua được cả `{}` và `{}`",
        "no project reaches the band from {}" => "không dự án nào tới được bậc từ {}",
        "points of {}" => "điểm của {}",
        "the band from {} to {} gives nothing, those beside it do" => {
            "bậc từ {} đến {} không cho điểm trong khi các bậc bên cạnh có điểm"
        }
        "two bands begin at {}" => "có hai bậc cùng bắt đầu từ {}",
        "{} beside `{}`: exactly at the limit a project does not pass" => {
            "{} nhưng quy tắc là `{}`: đúng bằng mức thì dự án không đạt"
        }
        "{} beside `{}`: exactly at the limit a project passes" => {
            "{} nhưng quy tắc là `{}`: đúng bằng mức thì dự án vẫn đạt"
        }
        "{}: `{}`" => "{}: `{}`",
        "{}: expected {}, found {}" => "{}: cần {}, thực tế {}",
        _ => return None,
    };
    Some(said)
}
