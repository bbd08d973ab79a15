// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/conversation/answerwriter.h"
#include "view/conversation/conversationpainter.h"
#include "view/conversation/conversationsearch.h"
#include "view/conversation/documentwriter.h"

#include <QElapsedTimer>
#include <QHash>
#include <QSet>
#include <QTextEdit>
#include <QTimer>
#include <QUrl>

#include <optional>

namespace Parlance {

class ConversationLayout;
class Finder;
class JumpButton;
class ReadingPosition;

/// The conversation of one lane, to read: the user's words in a soft block, answers as Markdown that grows at
/// its end.
///
/// Text may arrive in any pieces and at any rate; it is gathered and written once a frame, and what a piece
/// costs does not depend on how much is there. A message that is given whole is written when it comes near
/// the screen, and only what is on the screen is laid out. Nothing runs while nothing arrives. The view
/// follows the end only while the reader is there. Nothing that an answer mentions is ever fetched. `turn` is
/// the caller's number for a message, 0 or more.
class ConversationView : public QTextEdit
{
    Q_OBJECT

public:
    enum class End {
        Complete,
        Stopped,    ///< by the user; a quiet mark says so
        Incomplete, ///< the stream broke off; a quiet mark says so
        Failed,     ///< the caller adds the error
    };

    /// An error in place. All but the title may be empty.
    struct ErrorCard
    {
        QString title;      ///< what happened, in the words of the user's language
        QString advice;     ///< what to do
        QString message;    ///< the server's own words
        QString facts;      ///< status, code, request id
        bool retry = false; ///< offer to try again
    };

    explicit ConversationView(QWidget *parent = nullptr);
    ~ConversationView() override;

    void clear();
    /// Tells it from others; empty if it is the only one.
    void setName(const QString &name);

    /// Adds the user's words, as they are.
    void addQuestion(int turn, const QString &text);

    /// Begins the answer that `appendReasoning()` and `appendText()` add to, until `endAnswer()` or until
    /// something else is added.
    void beginAnswer(int turn);
    void appendReasoning(QStringView text);
    void appendText(QStringView text);
    /// How long the reasoning took, for an answer that is shown again; one that streams is timed as it comes.
    void setThinkingTime(std::chrono::milliseconds time);
    void endAnswer(End end);

    /// Adds an error below what is there.
    void addError(int turn, const ErrorCard &error);
    /// Adds a box below what is there: `text` as code of that language, under a title.
    void addCard(int turn, const QString &title, const QString &language, const QString &text);
    /// Adds a quiet line below what is there.
    void addNote(int turn, const QString &text);

    /// True while an answer has begun and not ended.
    [[nodiscard]] bool isStreaming() const { return m_streaming; }
    /// True while text has been given that is not on the screen yet.
    [[nodiscard]] bool hasPending() const { return m_answer && m_answer->hasPending(); }
    /// Writes at once what has been gathered, and lays out the screen.
    void flush();
    /// Writes messages that have not been near the screen yet, until `deadline`. Returns true if none is
    /// left.
    bool writeDeferred(const QDeadlineTimer &deadline);

    /// The message as it was given: the user's words, or the answer's Markdown.
    [[nodiscard]] QString source(int turn) const { return m_sources.value(turn); }

    /// Which version of a message this is, from 1, of how many; only of several can another one be asked for.
    /// A note on them stands beside, before the message is added.
    void setVersions(int turn, int index, int count, const QString &note = {});
    struct Place
    {
        int index = 1;
        int count = 1;
        QString note = {};
    };
    [[nodiscard]] Place versions(int turn) const { return m_versions.value(turn); }

    /// The messages that the selection touches, in their order.
    [[nodiscard]] QList<int> selectedTurns() const;

    /// A message on the screen, and where it begins there, in pixels.
    struct Seen
    {
        int turn = -1;
        int top = 0;
    };
    /// The messages on the screen, from the top, but one that begins above it comes last; none while the end
    /// is followed.
    [[nodiscard]] QList<Seen> seen() const;
    /// Shows the first of these that there is where it was; the end is followed if there is none.
    void keepSeen(const QList<Seen> &seen);

    /// True while the view stays at the end of what arrives.
    [[nodiscard]] bool isFollowing() const;
    void jumpToLatest();

    /// Brings the message to the screen and selects it. Nothing happens if it is not there.
    void mark(int turn);

    /// Opens the bar to find text with.
    void find();
    /// Goes to the next match (1) or the one before (-1).
    void findNext(int by);

    /// The character at the top of the screen.
    [[nodiscard]] int firstVisiblePosition() const;
    /// Brings this character to the screen, unfolding what it is in.
    void reveal(int position);
    void select(const ConversationSearch::Match &match);

    [[nodiscard]] qreal zoom() const { return m_style.zoom(); }
    /// From 0.5 to 3; 1 is text of 14 pixels.
    void setZoom(qreal zoom);

Q_SIGNALS:
    /// A link was clicked: http, https or mailto, and nothing else.
    void linkActivated(const QUrl &url);
    /// A link with an unusual scheme was clicked: it is to be opened only if the user says so.
    void linkQuestioned(const QUrl &url);
    /// A link was clicked that must not be opened, or leads nowhere.
    void linkRefused(const QString &target);
    /// Where the link under the mouse leads; empty when there is none.
    void linkHovered(const QString &target);
    void editRequested(int turn);
    void regenerateRequested(int turn);
    /// Another version is wanted: -1 for the one before, 1 for the next.
    void versionRequested(int turn, int step);
    void branchRequested(int turn);
    void deleteRequested(int turn);
    /// The message is to go with all that follows it.
    void deleteFromRequested(int turn);
    void retryRequested(int turn);
    /// Something of the conversation is to be saved to a file that the user chooses.
    void saveRequested(const QString &suggestedName, const QString &text);
    void followingChanged(bool following);
    /// The wheel was turned with Ctrl: 1 for larger, -1 for smaller.
    void zoomRequested(int steps);
    /// All that has been given is in the document, highlighted and laid out. Emitted once after each burst.
    void settled();

protected:
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    QVariant loadResource(int type, const QUrl &name) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void setUp();
    void applyDocumentMargins();
    void applyStyle(qreal zoom);
    void schedule();
    void writeFrame();
    bool writeAnswer(const QDeadlineTimer &deadline);
    void settleAnswer();
    void addEndNote(int turn);
    void addVersions(int turn);
    void announce(const QString &message);
    void announceEnd();
    void addBlock(const BlockLook &look, const QList<Run> &runs);
    void defer(int turn, qsizetype length);
    void writeMessage(const QTextBlock &deferred);
    void writeInPlace(const QTextBlock &deferred, int turn);
    bool keepingSelection(const std::function<bool()> &write);
    void setSelection(int anchor, int position);
    void updateCaret();
    void arrange();
    void placeColumn();
    void placeControls();

    [[nodiscard]] QPointF inDocument(const QPointF &position) const;
    [[nodiscard]] QString linkAt(const QPoint &position) const;
    [[nodiscard]] DecorationHit decorationAt(const QPointF &position) const;
    void setHover(const DecorationHit &hover, const QTextBlock &code);
    bool shiftCode(QWheelEvent *event);
    void activate(const DecorationHit &hit);
    void activateLink(const QString &link, const QPoint &position);
    void copyCode(const QTextBlock &first);
    void saveCode(const QTextBlock &first);
    void toggleWrap(const QTextBlock &first);
    void toggleFold(const QTextBlock &fold);
    void unfold(QTextBlock hidden);
    void openMenu();
    bool extendSelection(const QKeyEvent &event);
    void addLinkActions(QMenu &menu, const QPoint &position);
    void addCodeActions(QMenu &menu, const QTextBlock &block);
    [[nodiscard]] bool isQuestion(int turn) const
    {
        return m_sources.contains(turn) && !m_answers.contains(turn);
    }
    [[nodiscard]] bool canBeAsked(const QTextBlock &block) const;
    void addTurnActions(QMenu &menu, const QTextBlock &block);
    void addAskingActions(QMenu &menu, const QTextBlock &block);
    void addVersionActions(QMenu &menu, int turn);
    [[nodiscard]] QTextBlock currentBlock() const;
    void markNext(bool forward);
    [[nodiscard]] QString turnText(int turn) const;

    TextStyle m_style;
    ConversationLayout *m_layout;
    DocumentWriter m_writer;
    ConversationPainter m_painter;
    ReadingPosition *m_reading;
    ConversationPainter::State m_state;
    std::optional<AnswerWriter> m_answer;
    End m_end = End::Complete;
    bool m_streaming = false;
    QHash<int, QString> m_sources;
    QHash<int, Place> m_versions;                  ///< of messages with several
    QSet<int> m_answers;                           ///< the turns that are answers
    QHash<int, AnswerWriter::Gathered> m_deferred; ///< of the answers that are not written yet

    int m_writtenUpTo = 0; ///< nothing above this place is deferred

    QTimer m_frame;
    QElapsedTimer m_sinceFrame;
    QTimer m_copiedFor;
    QRectF m_caret;
    JumpButton *m_jump;
    Finder *m_finder;
    DecorationHit m_pressed;
    QString m_pressedLink;
};

} // namespace Parlance
