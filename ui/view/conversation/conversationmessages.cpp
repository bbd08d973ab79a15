// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/linkkind.h"
#include "view/base/longline.h"
#include "view/conversation/conversationlayout.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/finder.h"
#include "view/conversation/readingposition.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = BlockLook::Kind;

/// A line longer than this is several blocks, as a block is laid out in one go.
constexpr qsizetype longestLine = 4000;

void writeLine(DocumentWriter &writer, BlockLook look, QStringView line)
{
    do {
        const QStringView part = line.first(firstPart(line, longestLine));
        writer.addBlock(look, {{part.toString(), {}}});
        line = line.sliced(part.size());
        look.first = false;
        look.continues = true;
    } while (!line.isEmpty());
}

/// The user's words as they are.
void writeQuestion(DocumentWriter &writer, int turn, const QString &text)
{
    bool first = true;
    for (const QStringView line : QStringView(text).split(u'\n'))
        writeLine(writer, {.kind = Kind::Question, .first = std::exchange(first, false), .turn = turn}, line);
}

} // namespace

void ConversationView::addQuestion(int turn, const QString &text)
{
    settleAnswer();
    m_sources.insert(turn, text);
    defer(turn, text.size());
    addVersions(turn);
    m_reading->follow();
    schedule();
}

void ConversationView::defer(int turn, qsizetype length)
{
    addBlock({.kind = Kind::Deferred, .turn = turn, .length = int(length)}, {});
    m_finder->searchOn();
}

/// Writes the message whose place `deferred` is. What was selected from there on still is.
void ConversationView::writeMessage(const QTextBlock &deferred)
{
    const int turn = BlockLook::of(deferred.blockFormat()).turn;
    const int place = deferred.position();
    const int anchor = textCursor().anchor();
    const int position = textCursor().position();
    const int before = document()->characterCount();
    const QTextBlock next = deferred.next();
    writeInPlace(deferred, turn);
    const QTextBlock last = next.isValid() ? next.previous() : document()->lastBlock();
    const int longer = document()->characterCount() - before;
    m_writer.wroteAbove(last, longer);
    const auto moved = [&](int at) {
        return at > place ? at + longer : at;
    };
    setSelection(moved(anchor), moved(position));
}

void ConversationView::writeInPlace(const QTextBlock &deferred, int turn)
{
    DocumentWriter writer(*document(), m_style, deferred);
    QTextCursor edit(document());
    edit.beginEditBlock();
    if (m_answers.contains(turn)) {
        AnswerWriter answer(writer, turn, m_deferred.take(turn));
        answer.finish();
        answer.write(QDeadlineTimer(QDeadlineTimer::Forever));
        if (BlockLook::kindOf(deferred.blockFormat()) == Kind::Deferred) // there was nothing to see in it
            writer.addBlock({.turn = turn}, {});
    } else {
        writeQuestion(writer, turn, source(turn));
    }
    edit.endEditBlock();
}

bool ConversationView::writeDeferred(const QDeadlineTimer &deadline)
{
    for (QTextBlock block = document()->findBlock(m_writtenUpTo); block.isValid(); block = block.next()) {
        if (BlockLook::kindOf(block.blockFormat()) != Kind::Deferred)
            continue;
        m_writtenUpTo = block.position();
        writeMessage(block);
        block = document()->findBlock(m_writtenUpTo);
        if (deadline.hasExpired()) {
            arrange();
            return false;
        }
    }
    arrange();
    return true;
}

void ConversationView::addBlock(const BlockLook &look, const QList<Run> &runs)
{
    keepingSelection([&] {
        m_writer.addBlock(look, runs);
        return true;
    });
}

void ConversationView::addEndNote(int turn)
{
    addVersions(turn);
    if (m_end == End::Stopped)
        addNote(turn, tr("Stopped"));
    if (m_end == End::Incomplete)
        addNote(turn, tr("Incomplete: the connection ended before the answer did"));
}

void ConversationView::addError(int turn, const ErrorCard &error)
{
    settleAnswer();
    addBlock({.kind = Kind::ErrorTitle, .first = true, .turn = turn},
        {{error.title, {.role = RunLook::Role::Error, .head = true}}});
    const auto add = [this, turn](const QString &text, const RunLook &look) {
        if (!text.isEmpty())
            addBlock({.kind = Kind::ErrorText, .turn = turn}, {{text, look}});
    };
    add(error.advice, {});
    add(error.message, {.role = RunLook::Role::Quiet});
    add(error.facts, {.role = RunLook::Role::Quiet, .styles = MarkdownStyle::Code});
    if (error.retry)
        add(tr("Try again"), {.link = retryLink.toString()});
    schedule();
    announce(error.title);
}

void ConversationView::addCard(int turn, const QString &title, const QString &language, const QString &text)
{
    settleAnswer();
    keepingSelection([&] {
        m_writer.addCode(turn, title, language, text);
        return true;
    });
    schedule();
}

void ConversationView::addNote(int turn, const QString &text)
{
    settleAnswer();
    addBlock({.kind = Kind::Status, .turn = turn}, {{text, {.role = RunLook::Role::Quiet}}});
    schedule();
}

/// Steps to the other versions of a message, where there are some.
void ConversationView::addVersions(int turn)
{
    const Place place = versions(turn);
    if (place.count < 2)
        return;
    const RunLook quiet{.role = RunLook::Role::Quiet};
    const auto step = [&quiet](const QString &text, QStringView link, bool possible) {
        return Run{text, possible ? RunLook{.link = link.toString()} : quiet};
    };
    const QString note = place.note.isEmpty() ? QString() : QChar::LineSeparator + place.note;
    addBlock({.kind = Kind::Versions, .turn = turn},
        {step(tr("‹ Older"), olderLink, place.index > 1),
            {tr("   %1 of %2   ").arg(place.index).arg(place.count), quiet},
            step(tr("Newer ›"), newerLink, place.index < place.count), {note, quiet}});
}

} // namespace Parlance
