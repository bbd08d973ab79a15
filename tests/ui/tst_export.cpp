// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/answeredcall.h"
#include "support/eventually.h"
#include "ui/export/exportdialog.h"
#include "ui/export/htmltranscript.h"
#include "ui/export/jsontranscript.h"
#include "ui/export/markdowntext.h"
#include "ui/export/markdowntranscript.h"
#include "ui/export/paper.h"
#include "ui/export/texttranscript.h"
#include "ui/export/transcript.h"
#include "view/conversation/conversationmessages.h"
#include "view/conversation/conversationview.h"
#include "windowfixture.h"

#include <QBuffer>
#include <QCheckBox>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using TurnId = Conversation::TurnId;

const QString richAnswer = uR"(# Tiers

Use **pro** for *depth*; see [the handbook](https://example.org/a?b=1&c=2).

| tier | seconds |
|:-----|--------:|
| fast | 0.4     |
| pro  | 12.5    |

1. First
   - [x] done
   - [ ] open
2. Second

   > quoted

```python
def tiers():
    return "fast"  # a comment
```
)"_s;

Message user(const QString &text)
{
    return Message::of(Role::User, text);
}

Reply replyOf(const QString &text, Reply::State state = Reply::State::Complete)
{
    Reply reply;
    reply.state = state;
    reply.choices.resize(1);
    addText(reply.choices[0].parts, text);
    reply.model = u"ruflo-pro"_s;
    return reply;
}

Reply wholeReply()
{
    Reply reply = replyOf(richAnswer);
    reply.id = u"chat-1"_s;
    reply.requestId = u"req-1"_s;
    reply.choices[0].parts.prepend(ReasoningPart{u"Which *tier*?\n\n```\nunclosed"_s});
    reply.choices[0].finishReason = u"tool_calls"_s;
    reply.choices[0].parts.append(
        ToolCall{.id = u"call-1"_s, .name = u"search"_s, .arguments = u"{\"q\":\"tiers\"}"_s});
    reply.usage.inputTokens = 12;
    reply.usage.outputTokens = 34;
    reply.timing = {.sent = 10ms,
        .headers = 100ms,
        .firstToken = 200ms,
        .firstText = 1400ms,
        .lastToken = 2400ms,
        .total = 2500ms};
    return reply;
}

Reply failedReply()
{
    Reply reply = replyOf({}, Reply::State::Failed);
    reply.choices.clear();
    reply.model.clear();
    reply.error = ChatError{.kind = ChatError::Kind::RateLimited,
        .httpStatus = 429,
        .code = u"RATE_LIMITED"_s,
        .type = {},
        .message = u"Too *many* requests"_s,
        .requestId = u"req-3"_s,
        .retryAfter = {}};
    return reply;
}

std::shared_ptr<Call> callThatGave(const Reply &reply, const QString &model)
{
    const std::shared_ptr<Call> call = Test::answeredCall(reply, model);
    call->gateway.name = u"Ruflo"_s;
    return call;
}

TurnId exchange(Conversation &conversation, const QString &question, const Reply &reply)
{
    return conversation.append(
        conversation.append(conversation.last(), user(question)), callThatGave(reply, u"ruflo-smart"_s));
}

Transcript transcriptOf(const Conversation &conversation, const Redaction &redaction = {})
{
    Transcript transcript = transcriptOf(conversation, conversation.path(), redaction);
    transcript.exported = QDateTime(QDate(2026, 1, 31), QTime(14, 5), QTimeZone::UTC);
    return transcript;
}

/// Tables, code, thoughts, a tool, an answer that was stopped in the middle of its code, an error; and a
/// version that is not shown.
Transcript richTranscript()
{
    Conversation conversation;
    const TurnId hidden =
        exchange(conversation, u"Which tier?\n<b>And</b> why?"_s, replyOf(u"An older version"_s));
    conversation.append(conversation.turn(hidden).parent, callThatGave(wholeReply(), u"ruflo-pro"_s));
    exchange(conversation, u"Go on"_s, replyOf(u"Like so:\n\n```js\nconst a = 1;"_s, Reply::State::Stopped));
    exchange(conversation, u"More"_s, failedReply());
    return transcriptOf(conversation);
}

/// True if the text is what the file says. Otherwise leaves it beside the file, as NAME.fail.
bool isAsExpected(const QByteArray &actual, const QString &name)
{
    const QString path = QStringLiteral(PARLANCE_TEST_DATA "/export/") + name;
    QFile file(path);
    if (file.open(QIODevice::ReadOnly) && file.readAll() == actual)
        return true;
    QFile failed(path + u".fail"_s);
    if (failed.open(QIODevice::WriteOnly))
        failed.write(actual);
    return false;
}

Transcript answered(const QString &markdown)
{
    Conversation conversation;
    exchange(conversation, u"?"_s, replyOf(markdown));
    return transcriptOf(conversation);
}

QString pictureOf(QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::blue);
    QBuffer picture;
    picture.open(QIODevice::WriteOnly);
    image.save(&picture, "PNG");
    return u"![dot](data:image/png;base64,%1)\n\n"_s.arg(QString::fromLatin1(picture.data().toBase64()));
}

int pagesOf(const QByteArray &pdf)
{
    static const QRegularExpression count(u"/Count (\\d+)"_s);
    return count.match(QString::fromLatin1(pdf)).captured(1).toInt();
}

/// Saves, and waits until the dialog has said what came of it. False if it made the window wait.
bool savedBy(ExportDialog &dialog, const QString &path)
{
    const auto *result = dialog.findChild<QLabel *>(u"exportResult"_s);
    const QString before = result->text();
    dialog.saveTo(path);
    return result->text() == before && eventually([&] { return result->text() != before; });
}

} // namespace

class TestExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formats_data();
    void formats();
    void hostileContentIsInert_data();
    void hostileContentIsInert();
    void ownPicturesAreShown();
    void containersInHtml();
    void plainText_data();
    void plainText();
    void fencesAreClosed_data();
    void fencesAreClosed();
    void aCutCallIsToldAsCut();
    void jsonTellsOfTheAnswerThatIsShown();
    void secretsAreHidden();
    void aKeyOfTheSessionIsInNoFile();
    void pdfHasPages();
    void largePictureFitsThePage();
    void savesAtOnceOrNotAtAll();
    void writesBesideTheWindow_data();
    void writesBesideTheWindow();
    void exportsTheSelection();
    void nameTellsNothing();
};

void TestExport::formats_data()
{
    QTest::addColumn<QString>("suffix");
    for (const ExportFormat &format : exportFormats()) {
        if (format.suffix != u"pdf")
            QTest::newRow(qPrintable(format.suffix)) << format.suffix;
    }
}

void TestExport::formats()
{
    QFETCH(const QString, suffix);
    for (const ExportFormat &format : exportFormats()) {
        if (format.suffix != suffix)
            continue;
        const QByteArray written = format.write(richTranscript());
        const qsizetype body = written.indexOf("<body>"); // the styles before it are not what is said
        QVERIFY(isAsExpected(written.sliced(std::max<qsizetype>(0, body)), u"conversation."_s + suffix));
    }
}

void TestExport::hostileContentIsInert_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::newRow("script block") << u"<script>alert(1)</script>"_s;
    QTest::newRow("script inline") << u"a <script>alert(1)</script> b"_s;
    QTest::newRow("handler") << u"<img src=x onerror=alert(1)>"_s;
    QTest::newRow("frame") << u"<iframe src=\"https://evil.example\"></iframe>"_s;
    QTest::newRow("script link") << u"[a](javascript:alert(1))"_s;
    QTest::newRow("script link in disguise") << u"[a](JAVA&#x73;cript:alert(1))"_s;
    QTest::newRow("data link") << u"[a](data:text/html,<script>alert(1)</script>)"_s;
    QTest::newRow("file link") << u"[a](file:///etc/passwd)"_s;
    QTest::newRow("remote picture") << u"![a](https://evil.example/beacon.png)"_s;
    QTest::newRow("local picture") << u"![a](/etc/passwd)"_s;
    QTest::newRow("drawn picture") << u"![a](data:image/svg+xml;base64,PHN2Zy8+)"_s;
    QTest::newRow("picture in a quote") << u"> ![\"><script>](https://evil.example/\"><script>)"_s;
    QTest::newRow("quotes in a link") << u"[a](https://good.example/\"onmouseover=\"alert(1))"_s;
    QTest::newRow("code") << u"```html\n</code></pre><script>alert(1)</script>\n```"_s;
    QTest::newRow("language") << u"```\"><script>\ncode\n```"_s;
    QTest::newRow("cell") << u"|<script>|\n|-|\n|<img src=x>|"_s;
    QTest::newRow("style") << u"</style><style>@import url(https://evil.example)"_s;
}

/// Every tag of the body is one of ours, with our attributes.
void TestExport::hostileContentIsInert()
{
    QFETCH(const QString, markdown);
    static const QRegularExpression tag(u"<[^>]*>"_s);
    static const QRegularExpression ours(
        u"^</"
        u"?(h[1-6]|p|div|pre|code|span|strong|em|s|br|a|ul|ol|li|blockquote|table|tr|th|td|hr|main|details|"
        u"summary|img|body|html)"
        "( (class|start|value|align|rel|dir|width|border|cellspacing|cellpadding)=\"[a-zA-Z0-9% ]*\""
        "| href=\"(https?|mailto):[^\"<>]*\"| src=\"data:image/png;base64,[^\"]*\"| alt=\"[^\"]*\")*>$"_s);
    Conversation conversation;
    exchange(conversation, markdown, replyOf(markdown));
    const QString page = QString::fromUtf8(toHtml(transcriptOf(conversation)));
    QVERIFY(page.contains(u"default-src 'none'"));
    for (const QString &html :
        {page.section(u"<body>"_s, 1), toPaperHtml(transcriptOf(conversation)).section(u"<body>"_s, 1)}) {
        for (const QRegularExpressionMatch &match : tag.globalMatch(html))
            QVERIFY2(ours.match(match.captured()).hasMatch(), qPrintable(match.captured()));
        QVERIFY(!html.contains(u"src=\"http"));
    }
}

void TestExport::ownPicturesAreShown()
{
    const QByteArray html = toHtml(answered(u"![dot](data:image/png;base64,iVBORw0KGgo=)"_s));
    QVERIFY(html.contains("<img src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"dot\">"));
}

void TestExport::containersInHtml()
{
    const QByteArray list = toHtml(answered(u"3) a\n1) b"_s));
    QVERIFY(list.contains("<ol start=\"3\">\n<li>"));
    QVERIFY(list.contains("<li value=\"1\">"));
    QCOMPARE(toHtml(answered(u"> [!NOTE]\n> a\n>\n> b\n\n> c"_s)).count("<blockquote>"), 2);
}

void TestExport::plainText_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("paragraphs") << u"a **b**\n\nc `d`"_s << u"a b\n\nc d"_s;
    QTest::newRow("link") << u"see [this](https://a.b) and https://c.d"_s
                          << u"see this (https://a.b) and https://c.d"_s;
    QTest::newRow("a prompt's link") << u"ask [What is a tier?](ask:)"_s << u"ask What is a tier?"_s;
    QTest::newRow("heading") << u"# Big\n\n## Sub"_s << u"Big\n===\n\nSub\n---"_s;
    QTest::newRow("list") << u"- a\n- b\n  1. c\n  2. d\n\nend"_s << u"- a\n- b\n  1. c\n  2. d\n\nend"_s;
    QTest::newRow("items of two paragraphs") << u"1. a\n\n   b\n2. c"_s << u"1. a\n\n   b\n2. c"_s;
    QTest::newRow("numbers as written") << u"3) a\n2) b"_s << u"3) a\n2) b"_s;
    QTest::newRow("alert") << u"> [!NOTE]\n> a\n\n> b"_s << u"> Note\n> a\n\n> b"_s;
    QTest::newRow("tasks") << u"- [ ] a\n- [x] b"_s << u"[ ] a\n[x] b"_s;
    QTest::newRow("quote") << u"> a\n>\n> b\n\nc"_s << u"> a\n>\n> b\n\nc"_s;
    QTest::newRow("quote in a list") << u"- > a\n- b"_s << u"- > a\n- b"_s;
    QTest::newRow("code") << u"a\n\n```py\nx\n\ny\n```"_s << u"a\n\n    x\n\n    y"_s;
    QTest::newRow("table") << u"|a|bb|\n|-|-:|\n|ccc|1|\n\nend"_s << u"a    bb\n---  --\nccc   1\n\nend"_s;
    QTest::newRow("picture") << u"![a dog](https://a.b/c.png)"_s << u"[a dog]"_s;
}

void TestExport::plainText()
{
    QFETCH(const QString, markdown);
    QFETCH(const QString, text);
    QCOMPARE(markdownToText(markdown), text);
}

void TestExport::fencesAreClosed_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("end");
    QTest::newRow("open") << u"```js\nlet a;"_s << u"let a;\n```\n"_s;
    QTest::newRow("open, longer") << u"````\n```\nlet a;"_s << u"let a;\n````\n"_s;
    QTest::newRow("tildes") << u"~~~\n```\na"_s << u"a\n~~~\n"_s;
    QTest::newRow("closed") << u"```\na\n```"_s << u"a\n```\n"_s;
    QTest::newRow("inline") << u"```a```"_s << u"```a```\n"_s;
}

void TestExport::fencesAreClosed()
{
    QFETCH(const QString, text);
    QFETCH(const QString, end);
    Reply reply = replyOf(text);
    reply.timing = {};
    Conversation conversation;
    exchange(conversation, u"?"_s, reply);
    Transcript transcript = transcriptOf(conversation);
    transcript.entries.last().facts.clear();
    const QString markdown = toMarkdown(transcript);
    QVERIFY2(markdown.endsWith(end), qPrintable(markdown));
    QCOMPARE(markdown.count(end.trimmed()), 1);
}

/// In no format in the words of a call.
void TestExport::aCutCallIsToldAsCut()
{
    Reply reply = replyOf(u"Let me look."_s, Reply::State::Incomplete);
    reply.choices[0].parts.append(
        ToolCall{.id = u"1"_s, .name = u"find"_s, .arguments = u"{\"city\":\"Par"_s});
    Conversation conversation;
    exchange(conversation, u"?"_s, reply);
    const Transcript transcript = transcriptOf(conversation);
    const QString markdown = toMarkdown(transcript);
    QVERIFY2(
        markdown.contains(u"The call of the tool `find` was cut off:\n\n```json\n{\"city\":\"Par\n```"_s),
        qPrintable(markdown));
    QVERIFY(toPlainText(transcript).contains(u"[The call of the tool find was cut off: {\"city\":\"Par]"_s));
    for (const QString &html : {QString::fromUtf8(toHtml(transcript)), toPaperHtml(transcript)}) {
        QVERIFY(html.contains(u"The call of the tool find was cut off"_s));
        QVERIFY(html.contains(u"Par"_s));
        QVERIFY(!html.contains(u"Calls the tool"_s));
    }
    QVERIFY(!(markdown + toPlainText(transcript)).contains(u"Calls the tool"_s));
    QVERIFY(toJson(transcript).contains(R"("tool_calls":[],"cut_tool_calls":[{)"));
}

/// With the thinking that it has in its text, and a note of its picture.
void TestExport::jsonTellsOfTheAnswerThatIsShown()
{
    Reply reply = replyOf(u"First"_s, Reply::State::Complete);
    reply.choices[0].finishReason = u"length"_s;
    reply.choices.append(replyOf(u"<think>Hm.</think>Second"_s, Reply::State::Complete).choices.first());
    reply.choices[1].finishReason = u"stop"_s;
    reply.choices[1].parts.append(ImagePart{.mediaType = u"image/png"_s, .bytes = "PNG"});
    Conversation conversation;
    exchange(conversation, u"?"_s, reply);
    conversation.addChoices(conversation.last());
    conversation.select(conversation.versions(conversation.last()).last());
    const Transcript transcript = transcriptOf(conversation);
    const QByteArray json = toJson(transcript);
    QVERIFY2(json.contains(R"("content":"Second","reasoning":"Hm.")"), json);
    QVERIFY2(json.contains(R"("finish_reason":"stop","gateway")"), json);
    QVERIFY(json.contains(R"("choices":[)"));
    QVERIFY(toMarkdown(transcript).contains(u"A picture, which is not in this file: PNG picture, 3 bytes"));
}

void TestExport::secretsAreHidden()
{
    const QString key = u"sk-live-0123456789abcdef"_s;
    Reply reply = wholeReply();
    reply.state = Reply::State::Failed;
    reply.choices[0].parts = {ReasoningPart{.text = key, .seal = key}, TextPart{u"Your key is "_s + key},
        ToolCall{.id = u"call-1"_s, .name = u"search"_s, .arguments = u"{\"key\":\"%1\"}"_s.arg(key)}};
    reply.error = ChatError{.kind = ChatError::Kind::Authentication,
        .httpStatus = 401,
        .code = key,
        .type = {},
        .message = u"Incorrect API key provided: "_s + key,
        .requestId = {},
        .retryAfter = {}};
    Conversation conversation;
    exchange(conversation, u"I pasted "_s + key, reply);
    Redaction redaction;
    redaction.add(Secret(key.chopped(2).toLatin1()));
    redaction.add(Secret(key.toLatin1()));
    const Transcript transcript = transcriptOf(conversation, redaction);
    for (const ExportFormat &format : exportFormats())
        QVERIFY2(!format.write(transcript).contains(key.toUtf8()), qPrintable(format.name));
    QVERIFY(toMarkdown(transcript).contains(u"Your key is "_s + keyMask(key.size())));
}

/// A gateway may repeat the key that it was sent.
void TestExport::aKeyOfTheSessionIsInNoFile()
{
    const WindowFixture fixture(50);
    const QString key = u"sk-live-0123456789abcdef"_s;
    KeyStore *keys = fixture.resolver().keys();
    keys->setSource(u"ruapi"_s, {.kind = KeySource::Kind::Session});
    keys->setKey(u"ruapi"_s, Secret(key.toLatin1()));
    fixture.window().openLanes(
        {{.gateway = u"ruapi"_s, .model = u"any"_s, .mode = TargetResolver::Mode::Live}});
    Conversation conversation;
    exchange(conversation, u"Who am I?"_s, replyOf(u"You are "_s + key));
    fixture.lane().session()->adopt(conversation);

    const ExportSource source = fixture.lane().exportSource();
    QCOMPARE(source.all.entries.last().text, u"You are "_s + keyMask(key.size()));
    for (const ExportFormat &format : exportFormats())
        QVERIFY2(!format.write(source.all).contains(key.toLatin1()), qPrintable(format.name));
}

void TestExport::pdfHasPages()
{
    const QByteArray shortPdf = toPdf(richTranscript());
    QVERIFY(shortPdf.startsWith("%PDF-"));
    QVERIFY(pagesOf(shortPdf) >= 1);
    QVERIFY(pagesOf(toPdf(answered(u"Line.\n\n"_s.repeated(200)))) > 3);
}

/// It would go on to the next page, and be cut at the right.
void TestExport::largePictureFitsThePage()
{
    QCOMPARE(pagesOf(toPdf(answered(pictureOf({1900, 1900})))), 1);
    QCOMPARE(pagesOf(toPdf(answered(pictureOf({200, 1900})))), 2);
}

void TestExport::savesAtOnceOrNotAtAll()
{
    const QTemporaryDir folder;
    const ExportSource source{.lane = {}, .all = richTranscript(), .selected = {}};
    ExportDialog dialog([source] { return source; }, folder.path());
    const auto *result = dialog.findChild<QLabel *>(u"exportResult"_s);
    const QString path = folder.filePath(u"a.md"_s);
    QVERIFY(savedBy(dialog, path));
    QCOMPARE(result->text(), u"Saved to "_s + path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll() == toMarkdown(richTranscript()).toUtf8());
    QCOMPARE(savingFolder(), folder.path());

    const QString nowhere = folder.filePath(u"no/such/folder/a.md"_s);
    QVERIFY(savedBy(dialog, nowhere));
    QVERIFY(result->text().startsWith(u"Nothing was saved: "_s + nowhere));
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList(u"a.md"_s));
}

void TestExport::writesBesideTheWindow_data()
{
    formats_data();
    QTest::newRow("pdf") << u"pdf"_s;
}

/// Code is highlighted there, too, with pictures among it.
void TestExport::writesBesideTheWindow()
{
    QFETCH(const QString, suffix);
    Transcript transcript = answered(pictureOf({64, 64}).repeated(24) + richAnswer);
    transcript.entries = richTranscript().entries + transcript.entries;
    const QTemporaryDir folder;
    ExportDialog dialog(
        [&] { return ExportSource{.lane = {}, .all = transcript, .selected = {}}; }, folder.path());
    const QList<ExportFormat> formats = exportFormats();
    const auto format = std::ranges::find(formats, suffix, &ExportFormat::suffix);
    dialog.findChild<QComboBox *>()->setCurrentIndex(static_cast<int>(format - formats.begin()));
    const QString path = folder.filePath(u"a."_s + suffix);
    QVERIFY(savedBy(dialog, path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray written = file.readAll();
    QVERIFY(suffix == u"pdf" ? written.count("/Subtype /Image") >= 1 : written == format->write(transcript));
}

void TestExport::exportsTheSelection()
{
    const WindowFixture fixture(50);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QVERIFY(fixture.askAndWait(u"What are tiers?"_s));
    QVERIFY(fixture.lane().exportSource().selected.isEmpty());
    ConversationView *view = fixture.lane().view();
    view->messages()->flush();
    view->setTextCursor(view->document()->find(u"What are"_s));
    const ExportSource source = fixture.lane().exportSource();
    QCOMPARE(source.all.entries.size(), 4);
    QCOMPARE(source.selected.entries.size(), 1);

    const QTemporaryDir folder;
    ExportDialog dialog([source] { return source; }, folder.path());
    dialog.findChild<QCheckBox *>()->setChecked(true);
    auto *format = dialog.findChild<QComboBox *>();
    format->setCurrentIndex(format->count() - 1);
    QVERIFY(savedBy(dialog, folder.filePath(u"a.json"_s)));
    QFile file(folder.filePath(u"a.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray messages = QJsonDocument::fromJson(file.readAll())["messages"_L1].toArray();
    QCOMPARE(messages.size(), 1);
    QCOMPARE(messages.first()["content"_L1].toString(), u"What are tiers?"_s);
}

void TestExport::nameTellsNothing()
{
    QCOMPARE(exportName(richTranscript(), exportFormats().first()), u"conversation-2026-01-31-1405.md"_s);
}

QTEST_MAIN(TestExport)
#include "tst_export.moc"
