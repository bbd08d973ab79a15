// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/answerwriter.h"

#include "view/conversation/documentwriter.h"

#include <QLocale>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance {

namespace {

/// Text to write in one go: a few milliseconds of work.
constexpr qsizetype sliceSize = 1024;
/// Thinking in a text that came in less time came whole: its time is not known.
constexpr auto leastKnown = 20ms;
/// The fence of a box of code: longer than any in it.
constexpr qsizetype fenceSize = 64;

} // namespace

QString thoughtText(qint64 milliseconds)
{
    if (milliseconds < 0)
        return AnswerWriter::tr("Thoughts");
    return AnswerWriter::tr("Thought for %1 s").arg(QLocale().toString(double(milliseconds) / 1000, 'f', 1));
}

qsizetype AnswerWriter::Gathered::length() const
{
    qsizetype length = 0;
    for (const Piece &piece : pieces)
        length += piece.section == Section::Reasoning ? 0 : piece.text.size();
    return length;
}

AnswerWriter::AnswerWriter(DocumentWriter &writer, int turn)
    : AnswerWriter(writer, turn, Gathered())
{
}

AnswerWriter::AnswerWriter(DocumentWriter &writer, int turn, const Gathered &gathered)
    : m_writer(writer)
    , m_turn(turn)
    , m_gathered(gathered)
{
}

void AnswerWriter::appendReasoning(QStringView text)
{
    if (!text.isEmpty())
        m_tag.expectNoEnd();
    if (!text.isEmpty() && !m_thinking.isValid())
        m_thinking.start();
    append(Section::Reasoning, text);
}

void AnswerWriter::appendText(QStringView text)
{
    appendParts(m_tag.take(text));
}

/// The time of an answer that is shown again says nothing of thinking in its text.
void AnswerWriter::appendParts(const ThinkTag::Parts &parts)
{
    if (!parts.thinking.isEmpty() && !std::exchange(m_tagged, true))
        m_gathered.thoughtMs = -1;
    if (parts.retracts && !parts.thinking.isEmpty()) // it is not known when it began
        m_gathered.pieces = {{.section = Section::Reasoning, .text = parts.thinking, .retracts = true}};
    else
        appendReasoning(parts.thinking);
    if (!parts.text.isEmpty())
        endThinking();
    append(Section::Text, parts.text);
}

void AnswerWriter::beginCode(const QString &title, const QString &language)
{
    appendParts(m_tag.finish());
    endThinking();
    m_gathered.pieces.append({.section = Section::Code,
        .text = QString(fenceSize, u'`') + language + u'\n',
        .begins = true,
        .title = title});
}

void AnswerWriter::appendCode(QStringView text)
{
    append(Section::Code, text);
}

void AnswerWriter::setThinkingTime(std::chrono::milliseconds time)
{
    m_gathered.thoughtMs = time.count();
}

void AnswerWriter::endThinking()
{
    const bool known = !m_tagged || m_thinking.durationElapsed() >= leastKnown;
    if (m_thinking.isValid() && m_gathered.thoughtMs < 0 && known)
        m_gathered.thoughtMs = m_thinking.elapsed();
}

void AnswerWriter::append(Section section, QStringView text)
{
    if (text.isEmpty())
        return;
    if (m_gathered.pieces.isEmpty() || m_gathered.pieces.last().section != section)
        m_gathered.pieces.append({section, text.toString()});
    else
        m_gathered.pieces.last().text += text;
}

void AnswerWriter::finish()
{
    appendParts(m_tag.finish());
    endThinking();
    m_finishing = true;
}

void AnswerWriter::breakOff()
{
    finish();
    m_gathered.isBroken = true;
}

bool AnswerWriter::write(const QDeadlineTimer &deadline)
{
    while (!m_gathered.pieces.isEmpty()) {
        writeSlice(m_gathered.pieces.first());
        if (m_gathered.pieces.first().text.isEmpty())
            m_gathered.pieces.removeFirst();
        if (deadline.hasExpired())
            break;
    }
    if (!m_gathered.pieces.isEmpty())
        return false;
    if (m_finishing)
        endSection();
    m_finishing = false;
    return true;
}

void AnswerWriter::writeSlice(Piece &piece)
{
    if (std::exchange(piece.retracts, false) && m_section != Section::None) {
        m_writer.removeTurn();
        m_section = Section::None;
    }
    if (std::exchange(piece.begins, false) || piece.section != m_section) {
        endSection();
        begin(piece);
    }
    const qsizetype size = std::min(sliceSize, piece.text.size());
    m_document.append(QStringView(piece.text).first(size));
    piece.text.remove(0, size);
    writeChange();
}

/// Hides what is written below a closed fold.
void AnswerWriter::writeChange()
{
    if (m_section == Section::Reasoning)
        m_writer.setHidden(BlockLook::of(m_fold.blockFormat()).folded);
    m_writer.write(m_document.take());
}

void AnswerWriter::begin(const Piece &piece)
{
    m_hasWritten = true;
    m_section = piece.section;
    m_document = MarkdownDocument();
    if (m_section != Section::Reasoning)
        return m_writer.beginSection(m_turn, {}, RunLook::Role::Body, piece.title);
    m_fold = m_writer.addFold(m_turn, tr("Thinking…"));
    m_writer.beginSection(m_turn, "r", RunLook::Role::Quiet);
}

void AnswerWriter::endSection()
{
    if (m_section == Section::None)
        return;
    const bool goesOn = m_gathered.isBroken && m_gathered.pieces.isEmpty();
    if (goesOn)
        m_document.breakOff();
    else
        m_document.finish();
    writeChange();
    if (m_section == Section::Reasoning) {
        m_writer.setHidden(false);
        m_writer.setFoldText(m_fold, thoughtText(m_gathered.thoughtMs));
    }
    m_section = Section::None;
}

} // namespace Parlance
