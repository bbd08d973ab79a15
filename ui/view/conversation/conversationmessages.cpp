// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/conversationmessages.h"

#include "markdown/linkkind.h"
#include "view/conversation/codehighlighter.h"
#include "view/conversation/selectiontext.h"

#include <QTextDocument>
#include <QTextFrame>
#include <QTextOption>

#include <limits>
#include <numeric>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = BlockLook::Kind;

/// A fast stream is written with each frame of the screen, and a slow one with every third: a single word
/// more costs nearly as much as a line, and nobody reads twenty of them a second.
constexpr auto frame = 16ms;
constexpr auto slowFrame = 3 * frame;
/// The most characters in a frame of a slow stream: 300 tokens a second.
constexpr qsizetype mostOfSlow = 60;
/// The part of a frame for writing; the rest is for painting.
constexpr auto writingTime = 3ms;
/// A later turn of the event loop: what was sent is shown first.
constexpr auto laterTurn = 1ms;
constexpr int margin = 16;
constexpr int marginBelow = 32;
/// A place after all text: nothing moved.
constexpr int nowhere = std::numeric_limits<int>::max();

std::chrono::milliseconds untilNext(std::chrono::milliseconds pace)
{
    const auto now =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
    return pace - now % pace;
}

/// How long after a frame that brought this to write the next.
std::chrono::milliseconds paceAfter(const AnswerWriter::Gathered &gathered)
{
    const auto add = [](qsizetype sum, const AnswerWriter::Piece &piece) {
        return sum + piece.text.size();
    };
    const QList<AnswerWriter::Piece> &pieces = gathered.pieces;
    const qsizetype length = std::accumulate(pieces.cbegin(), pieces.cend(), qsizetype(0), add);
    return length > mostOfSlow ? frame : slowFrame;
}

} // namespace

ConversationMessages::ConversationMessages(QTextDocument *document, const TextStyle &style, QObject *parent)
    : QObject(parent)
    , m_document(document)
    , m_style(style)
    , m_writer(*document, style)
    , m_deferred(document, style, m_records)
    , m_pace(frame)
{
    setUpDocument();
    m_frame.setSingleShot(true);
    m_frame.setTimerType(Qt::PreciseTimer);
    connect(&m_frame, &QTimer::timeout, this, &ConversationMessages::writeFrame);
}

void ConversationMessages::setUpDocument()
{
    m_document->setDefaultFont(m_style.bodyFont());
    QTextOption option = m_document->defaultTextOption();
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(Qt::LayoutDirectionAuto);
    m_document->setDefaultTextOption(option);
    m_document->setDocumentMargin(margin);
    QTextFrameFormat format = m_document->rootFrame()->frameFormat();
    format.setBottomMargin(marginBelow);
    m_document->rootFrame()->setFrameFormat(format);
}

void ConversationMessages::clear()
{
    m_answer.reset();
    m_streaming = false;
    m_frame.stop();
    m_records.clear();
    m_deferred.clear();
    m_writer.clear();
    setUpDocument();
}

void ConversationMessages::setVersions(int turn, int index, int count, const QString &note)
{
    m_records.setVersion(turn, {.index = index, .count = count, .note = note});
}

void ConversationMessages::addQuestion(int turn, const QString &text, const QList<Enclosure> &enclosures)
{
    settle();
    m_records.addQuestion(turn, text);
    defer(turn, text.size());
    for (const Enclosure &enclosure : enclosures)
        addEnclosure(turn, enclosure);
    addVersions(turn);
    Q_EMIT begun();
    schedule();
}

void ConversationMessages::addEnclosure(int turn, const Enclosure &enclosure)
{
    if (enclosure.picture.isEmpty())
        return addBlock(
            {.kind = Kind::Status, .turn = turn}, {{enclosure.text, {.role = RunLook::Role::Quiet}}});
    Q_EMIT aboutToWrite();
    m_writer.addPicture(turn, enclosure.picture, enclosure.text);
    Q_EMIT written(nowhere, 0);
}

void ConversationMessages::beginAnswer(int turn)
{
    settle();
    m_answer.emplace(m_writer, turn);
    m_streaming = true;
    m_records.addAnswer(turn);
    Q_EMIT begun();
    QTimer::singleShot(laterTurn, this, &ConversationMessages::prepareCode);
}

void ConversationMessages::prepareCode()
{
    CodeHighlighter::prepare();
    m_style.loadCodeFont();
}

void ConversationMessages::appendReasoning(QStringView text)
{
    if (!m_streaming)
        return;
    if (!text.isEmpty())
        m_records.noteReasoning(m_answer->turn());
    m_answer->appendReasoning(text);
    schedule();
}

void ConversationMessages::appendText(QStringView text)
{
    if (!m_streaming)
        return;
    m_records.append(m_answer->turn(), text);
    m_answer->appendText(text);
    schedule();
}

void ConversationMessages::beginCode(const QString &title, const QString &language)
{
    if (!m_streaming)
        return;
    m_answer->beginCode(title, language);
    schedule();
}

void ConversationMessages::appendCode(QStringView text)
{
    if (!m_streaming)
        return;
    m_answer->appendCode(text);
    schedule();
}

void ConversationMessages::setThinkingTime(std::chrono::milliseconds time)
{
    if (m_streaming)
        m_answer->setThinkingTime(time);
}

void ConversationMessages::endAnswer(End end)
{
    if (!m_streaming)
        return;
    m_streaming = false;
    m_end = end;
    if (end == End::Complete)
        m_answer->finish();
    else
        m_answer->breakOff();
    schedule();
}

/// Writes the first text after a pause at once; then at the pace of the stream, for all conversations at the
/// same time, so that they are painted together.
void ConversationMessages::schedule()
{
    if (m_frame.isActive())
        return;
    const bool afterPause = !m_sinceFrame.isValid() || m_sinceFrame.durationElapsed() >= m_pace;
    m_frame.start(afterPause ? 0ms : untilNext(m_pace));
}

void ConversationMessages::writeFrame()
{
    m_sinceFrame.start();
    m_pace = m_answer ? paceAfter(m_answer->gathered()) : frame;
    const bool all = !m_answer || writeAnswer(QDeadlineTimer(writingTime, Qt::PreciseTimer));
    if (!all)
        m_frame.start(laterTurn); // after pending events, among them the paint of this slice
    Q_EMIT changed();
    if (all)
        Q_EMIT settled();
}

bool ConversationMessages::writeAnswer(const QDeadlineTimer &deadline)
{
    Q_EMIT aboutToWrite();
    const bool all = m_answer->write(deadline);
    Q_EMIT written(nowhere, 0);
    if (all && !m_streaming) {
        const int turn = m_answer->turn();
        m_answer.reset();
        addEndNote(turn);
        announceEnd();
    }
    return all;
}

void ConversationMessages::flush()
{
    m_frame.stop();
    if (m_answer)
        writeAnswer(QDeadlineTimer(QDeadlineTimer::Forever));
    Q_EMIT changed();
}

/// Ends the answer: finishes it if it is being written, or else defers it.
void ConversationMessages::settle()
{
    endAnswer(End::Complete);
    if (!m_answer)
        return;
    if (m_answer->hasWritten()) {
        writeAnswer(QDeadlineTimer(QDeadlineTimer::Forever));
        return;
    }
    const int turn = m_answer->turn();
    const AnswerWriter::Gathered gathered = m_answer->gathered();
    m_answer.reset();
    if (!gathered.pieces.isEmpty()) {
        m_deferred.keep(turn, gathered);
        defer(turn, gathered.length());
    }
    addEndNote(turn);
}

void ConversationMessages::defer(int turn, qsizetype length)
{
    addBlock({.kind = Kind::Deferred, .turn = turn, .length = int(length)}, {});
    Q_EMIT deferred();
}

void ConversationMessages::write(const QTextBlock &block)
{
    const int place = block.position();
    const int before = m_document->characterCount();
    const QTextBlock next = block.next();
    Q_EMIT aboutToWrite();
    m_deferred.write(block);
    const QTextBlock last = next.isValid() ? next.previous() : m_document->lastBlock();
    const int longer = m_document->characterCount() - before;
    m_writer.wroteAbove(last, longer);
    Q_EMIT written(place, longer);
}

bool ConversationMessages::writeDeferred(const QDeadlineTimer &deadline)
{
    bool all = false;
    do {
        const QTextBlock block = m_deferred.first();
        all = !block.isValid();
        if (!all)
            write(block);
    } while (!all && !deadline.hasExpired());
    Q_EMIT changed();
    return all;
}

void ConversationMessages::addBlock(const BlockLook &look, const QList<Run> &runs)
{
    Q_EMIT aboutToWrite();
    m_writer.addBlock(look, runs);
    Q_EMIT written(nowhere, 0);
}

void ConversationMessages::addError(int turn, const ErrorCard &error)
{
    settle();
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
    Q_EMIT announced(error.title);
}

void ConversationMessages::beginCards(int turn, const QString &text)
{
    settle();
    m_records.addQuestion(turn, text);
}

void ConversationMessages::endCards(int turn)
{
    addVersions(turn);
    Q_EMIT begun();
}

void ConversationMessages::addCard(
    int turn, const QString &title, const QString &language, const QString &text)
{
    settle();
    m_records.addCard(turn, text);
    Q_EMIT aboutToWrite();
    m_writer.addCode(turn, title, language, text);
    Q_EMIT written(nowhere, 0);
    schedule();
}

void ConversationMessages::addNote(int turn, const QString &text)
{
    settle();
    addBlock({.kind = Kind::Status, .turn = turn}, {{text, {.role = RunLook::Role::Quiet}}});
    schedule();
}

void ConversationMessages::addRetry(int turn)
{
    settle();
    addBlock({.kind = Kind::Status, .turn = turn}, {{tr("Try again"), {.link = retryLink.toString()}}});
    schedule();
}

void ConversationMessages::addResultLink(int turn, int call, const QString &link, const QString &text)
{
    settle();
    const QString target = resultLink.toString() + QString::number(call);
    addBlock({.kind = Kind::Status, .turn = turn},
        {{link, {.link = target}}, {u"   "_s + text, {.role = RunLook::Role::Quiet}}});
    schedule();
}

void ConversationMessages::renameResultLinks(int turn, const QString &link)
{
    for (QTextBlock block = m_document->begin(); block.isValid(); block = block.next()) {
        if (BlockLook::turnOf(block.blockFormat()) != turn ||
            BlockLook::kindOf(block.blockFormat()) != Kind::Status || block.begin().atEnd())
            continue;
        const QTextFragment text = block.begin().fragment();
        if (!RunLook::of(text.charFormat()).link.startsWith(resultLink))
            continue;
        Q_EMIT aboutToWrite();
        QTextCursor cursor(m_document);
        cursor.setPosition(text.position());
        cursor.setPosition(text.position() + text.length(), QTextCursor::KeepAnchor);
        const int longer = static_cast<int>(link.size()) - text.length();
        const int place = text.position();
        cursor.insertText(link, text.charFormat());
        m_writer.wroteAbove(block, longer);
        Q_EMIT written(place, longer);
    }
    schedule();
}

/// Adds the links to the other versions of a message, if there are any.
void ConversationMessages::addVersions(int turn)
{
    const MessageRecords::Version version = m_records.version(turn);
    if (version.count < 2)
        return;
    const RunLook quiet{.role = RunLook::Role::Quiet};
    const auto step = [&quiet](const QString &text, QStringView link, bool possible) {
        return Run{text, possible ? RunLook{.link = link.toString()} : quiet};
    };
    const QString note = version.note.isEmpty() ? QString() : QChar::LineSeparator + version.note;
    addBlock({.kind = Kind::Versions, .turn = turn},
        {step(tr("‹ Older"), olderLink, version.index > 1),
            {tr("   %1 of %2   ").arg(version.index).arg(version.count), quiet},
            step(tr("Newer ›"), newerLink, version.index < version.count), {note, quiet}});
}

void ConversationMessages::addEndNote(int turn)
{
    addVersions(turn);
    if (m_end == End::Stopped)
        addNote(turn, tr("Stopped"));
    if (m_end == End::Incomplete)
        addNote(turn, tr("Incomplete: the connection closed early"));
}

void ConversationMessages::announceEnd()
{
    switch (m_end) {
    case End::Complete:
        return Q_EMIT announced(tr("The answer is complete."));
    case End::Stopped:
        return Q_EMIT announced(tr("The answer was stopped."));
    case End::Incomplete:
        return Q_EMIT announced(tr("The answer is incomplete."));
    case End::Failed:
        return; // the error announces itself
    }
}

QString ConversationMessages::text(int turn) const
{
    if (!m_records.isAnswer(turn))
        return m_records.source(turn);
    const QString source = ThinkTag::partsOf(m_records.source(turn), m_records.hasReasoning(turn)).text;
    QTextDocument document;
    DocumentWriter writer(document, m_style);
    AnswerWriter answer(writer, turn, {.pieces = {{AnswerWriter::Section::Text, source}}});
    answer.finish();
    answer.write(QDeadlineTimer(QDeadlineTimer::Forever));
    QTextCursor all(&document);
    all.select(QTextCursor::Document);
    return selectedText(all);
}

} // namespace Parlance
