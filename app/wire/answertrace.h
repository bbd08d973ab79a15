// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/framecutter.h"
#include "wire/replyassembler.h"

#include <QDeadlineTimer>
#include <QFlags>

namespace Parlance {

/// One event of a stream, with the blank line that ends it, or the whole body of a plain answer; and what was
/// read from it.
struct TracedEvent
{
    enum Sign : quint16 {
        Text = 1 << 0,
        Reasoning = 1 << 1,
        Refusal = 1 << 2,
        ToolCall = 1 << 3,
        Part = 1 << 4, ///< an image, a file, or a seal of reasoning
        Usage = 1 << 5,
        FinishReason = 1 << 6,
        Name = 1 << 7, ///< the model or the id of the answer
        Error = 1 << 8,
        EndMark = 1 << 9,
        AfterEndMark = 1 << 10, ///< not read, because the answer had ended
        Unfinished = 1 << 11    ///< the connection ended before the blank line
    };
    Q_DECLARE_FLAGS(Signs, Sign)

    qint64 offset = 0;      ///< of the first byte, in the body
    qint64 size = 0;        ///< in bytes
    Timing::Duration at{0}; ///< when the last byte arrived
    Signs signs = {};       ///< none: nothing was read from it
    qsizetype letters = 0;  ///< of text, reasoning, refusal and arguments, in UTF-16 code units
};

/// A run of text of an answer, and the events that brought it.
struct SourceSection
{
    enum class Kind { Reasoning, Text, Refusal, ToolCall, Other };
    /// The letters that one event brought: from `begin` to the next span's.
    struct Span
    {
        qsizetype event = 0;
        qsizetype begin = 0;

        bool operator==(const Span &) const = default;
    };

    int choice = 0;
    Kind kind = Kind::Text;
    int call = 0;           ///< the tool call's place in its choice
    QString name = {};      ///< the tool's name
    QString text = {};      ///< as decoded; of a tool call its arguments
    QList<Span> spans = {}; ///< in order; they cover the text once, without gap or overlap
};

/// Reads a recording event by event, and notes which of them brought what. The recording may still grow.
class AnswerTrace
{
public:
    /// Both must outlive the trace. Without a dialect the body is one event.
    AnswerTrace(const Recording &recording, const Dialect *dialect);

    /// Reads what has arrived since the last call, until the deadline. Returns true if there was something.
    bool advance(const QDeadlineTimer &deadline = QDeadlineTimer::Forever);
    /// The same, but leaves the end to `finish()`: a body in one piece is decoded there.
    bool advanceToEnd(const QDeadlineTimer &deadline);
    /// True if only the end is left to read.
    [[nodiscard]] bool isAtEnd() const { return !m_over && m_recording.end && m_pieces.atEnd(); }
    /// Reads the end. Only the end must be left. Uses no byte of the recording, so that its body may be
    /// dropped meanwhile.
    void finish();
    /// True if everything that has arrived was read.
    [[nodiscard]] bool isCurrent() const;

    /// True once the body is known to be a stream of events; otherwise it is one event.
    [[nodiscard]] bool isStream() const { return m_assembler && m_assembler->isStream(); }
    [[nodiscard]] const QList<TracedEvent> &events() const { return m_events; }
    /// In the order in which they began.
    [[nodiscard]] const QList<SourceSection> &sections() const { return m_sections; }
    /// The bytes that were read, to which the events' offsets refer: the recording's, or what came out of
    /// them if they are compressed.
    [[nodiscard]] const Recording &body() const { return isCompressed() ? m_plain : m_recording; }
    [[nodiscard]] bool isCompressed() const { return m_body && m_body->hasDecompressed(); }
    /// The reply so far.
    [[nodiscard]] const Reply &reply() const { return m_reply; }
    /// The event that brought this letter of a section.
    [[nodiscard]] static qsizetype eventAt(const SourceSection &section, qsizetype letter);
    /// The letters of a section that this event brought: first and number; empty if it brought none.
    [[nodiscard]] static std::optional<std::pair<qsizetype, qsizetype>> lettersOf(
        const SourceSection &section, qsizetype event);

private:
    void readHead();
    void readPiece(const Recording::Piece &piece);
    void readPlain(QByteArrayView bytes, Timing::Duration at);
    void read(QByteArrayView bytes, Timing::Duration at);
    void note(const Delta &delta);
    void closeEvent();
    void addText(const SourceSection &place, const QString &text);
    [[nodiscard]] SourceSection &sectionFor(const SourceSection &place);

    const Recording &m_recording;
    Recording::Reader m_pieces;
    std::optional<ContentDecoder> m_body; ///< from the head on
    Recording m_plain;                    ///< if the body is compressed
    Reply m_reply;
    std::optional<ReplyAssembler> m_assembler;
    FrameCutter m_cutter;
    TracedEvent m_open; ///< the event being read
    QList<TracedEvent> m_events;
    QList<SourceSection> m_sections;
    bool m_headRead = false;
    bool m_over = false;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(TracedEvent::Signs)

} // namespace Parlance
