// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/message.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

/// One of each kind.
const QList<Part> everyKind{TextPart{u"text"_s},
    ReasoningPart{.text = u"why"_s, .seal = u"seal"_s, .redacted = true},
    ToolCall{.id = u"id"_s, .name = u"name"_s, .arguments = u"{}"_s},
    ToolResult{.callId = u"id"_s, .text = u"result"_s},
    ImagePart{
        .mediaType = u"image/png"_s, .bytes = "png", .url = u"https://example.org/a"_s, .detail = u"low"_s},
    FilePart{.name = u"a.txt"_s, .mediaType = u"text/plain"_s, .bytes = "file"}, OtherPart{u"{\"a\":1}"_s}};

} // namespace

class TestPart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindComparesByWhatItHas();
    void everyKindIsPrinted();
    void everyTextCanBeChanged();
    void aMessageKeepsItsParts();
    void aPromptHasItsAttachmentsFirst();
    void aTurnIsBlankWithoutAnythingToRead();
    void aToolsTurnSaysItsResult();
    void textsThatFollowEachOtherAreOne();
};

void TestPart::everyKindComparesByWhatItHas()
{
    QCOMPARE(std::variant_size_v<Part>, size_t(everyKind.size()));
    for (const Part &part : everyKind) {
        QCOMPARE(everyKind.count(part), 1);
        Part other = part;
        QCOMPARE(other, part);
        *textsOf(other).last() += u'!';
        QVERIFY(other != part);
    }
}

void TestPart::everyKindIsPrinted()
{
    QStringList printed;
    for (const Part &part : everyKind)
        printed << QDebug::toString(part);
    const QStringList expected{u"Text(\"text\")"_s, u"Reasoning(\"why\", \"seal\", redacted)"_s,
        u"ToolCall(\"id\", \"name\", \"{}\")"_s, u"ToolResult(\"id\", \"result\")"_s,
        u"Image(\"image/png\", 3 bytes, \"https://example.org/a\")"_s,
        u"File(\"a.txt\", \"text/plain\", 4 bytes)"_s, u"Other(\"{\\\"a\\\":1}\")"_s};
    QCOMPARE(printed, expected);
}

void TestPart::everyTextCanBeChanged()
{
    QStringList texts;
    QList<Part> parts = everyKind;
    for (Part &part : parts) {
        for (QString *text : textsOf(part)) {
            texts << *text;
            *text = u"•"_s;
        }
    }
    QCOMPARE(texts.join(u' '),
        u"text why seal id name {} id result image/png https://example.org/a low a.txt "
        "text/plain {\"a\":1}"_s);
    QCOMPARE(textOf(parts) + reasoningOf(parts), u"••"_s);
}

void TestPart::aMessageKeepsItsParts()
{
    const Message message{.role = Role::Assistant, .parts = everyKind};
    QCOMPARE(message, (Message{.role = Role::Assistant, .parts = everyKind}));
    QCOMPARE(message.text(), u"text"_s);
    QCOMPARE(message.toolCalls(), partsOf<ToolCall>(everyKind));
    QCOMPARE(message.toolCalls().size(), 1);
    QCOMPARE(Message::of(Role::User, {}).parts.size(), 0);
}

void TestPart::aPromptHasItsAttachmentsFirst()
{
    const Part image = ImagePart{.mediaType = u"image/png"_s, .bytes = "png"};
    const Message message = Message::prompt(u"What is it?"_s, {image});
    QCOMPARE(message, (Message{.role = Role::User, .parts = {image, TextPart{u"What is it?"_s}}}));
    QCOMPARE(message.attachments(), QList{image});
    QCOMPARE(Message::of(Role::User, u"Hi"_s).attachments(), QList<Part>());
}

void TestPart::aTurnIsBlankWithoutAnythingToRead()
{
    QVERIFY(Message().isBlank());
    QVERIFY(Message::of(Role::User, u" \n"_s).isBlank());
    QVERIFY(!Message::of(Role::User, u"Hi"_s).isBlank());
    QVERIFY(
        !Message::prompt({}, {FilePart{.name = {}, .mediaType = u"text/plain"_s, .bytes = "x"}}).isBlank());
}

void TestPart::aToolsTurnSaysItsResult()
{
    const Message message = Message::result(u"c"_s, u"3"_s);
    QCOMPARE(message.role, Role::Tool);
    QCOMPARE(message.text(), u"3"_s);
    QCOMPARE(message.toolCallId(), u"c"_s);
    QCOMPARE(textOf(message.parts), QString()); // it is no text of anybody's
}

void TestPart::textsThatFollowEachOtherAreOne()
{
    QList<Part> parts;
    addText(parts, u"a"_s);
    addText(parts, {});
    addText(parts, u"b"_s);
    addReasoning(parts, u"c"_s);
    addReasoning(parts, {});
    addText(parts, u"d"_s);
    QCOMPARE(parts, (QList<Part>{TextPart{u"ab"_s}, ReasoningPart{u"c"_s}, TextPart{u"d"_s}}));
}

QTEST_APPLESS_MAIN(TestPart)
#include "tst_part.moc"
