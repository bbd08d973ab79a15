// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/deferredmessages.h"

#include "view/conversation/documentwriter.h"
#include "view/conversation/messagerecords.h"

#include <QTextCursor>
#include <QTextDocument>

namespace Parlance {

namespace {

using Kind = BlockLook::Kind;

/// Writes the user's words unchanged.
void writeQuestion(DocumentWriter &writer, int turn, const QString &text)
{
    bool first = true;
    for (const QStringView line : QStringView(text).split(u'\n'))
        writer.addBlock({.kind = Kind::Question, .first = std::exchange(first, false), .turn = turn},
            {{line.toString(), {}}});
}

} // namespace

DeferredMessages::DeferredMessages(
    QTextDocument *document, const TextStyle &style, const MessageRecords &records)
    : m_document(document)
    , m_style(style)
    , m_records(records)
{
}

void DeferredMessages::clear()
{
    m_answers.clear();
    m_writtenUpTo = 0;
}

QTextBlock DeferredMessages::first()
{
    QTextBlock block = m_document->findBlock(m_writtenUpTo);
    while (block.isValid() && BlockLook::kindOf(block.blockFormat()) != Kind::Deferred)
        block = block.next();
    if (block.isValid())
        m_writtenUpTo = block.position();
    return block;
}

void DeferredMessages::write(const QTextBlock &block)
{
    const int turn = BlockLook::turnOf(block.blockFormat());
    DocumentWriter writer(*m_document, m_style, block);
    QTextCursor edit(m_document);
    edit.beginEditBlock();
    if (m_records.isAnswer(turn))
        writeAnswer(writer, turn, block);
    else
        writeQuestion(writer, turn, m_records.source(turn));
    edit.endEditBlock();
}

void DeferredMessages::writeAnswer(DocumentWriter &writer, int turn, const QTextBlock &block)
{
    AnswerWriter answer(writer, turn, m_answers.take(turn));
    answer.finish();
    answer.write(QDeadlineTimer(QDeadlineTimer::Forever));
    if (BlockLook::kindOf(block.blockFormat()) == Kind::Deferred) // the answer wrote nothing
        writer.addBlock({.turn = turn}, {});
}

} // namespace Parlance
