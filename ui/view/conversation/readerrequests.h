// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QUrl>

namespace Parlance {

/// Emits what the reader of a conversation requests by a message's menu or a click. A view carries none of it
/// out.
class ReaderRequests : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Emits the signal for a click on this link, with the text that it was written with, in the message
    /// `turn`.
    void follow(const QString &link, int turn, const QString &text = {});

Q_SIGNALS:
    void editRequested(int turn);
    void regenerateRequested(int turn);
    void retryRequested(int turn);
    /// Asks for another version: -1 for the previous, 1 for the next.
    void versionRequested(int turn, int step);
    /// Asks to compare the versions of this message, or of the question that it answers.
    void compareRequested(int turn);
    /// Asks to give the call at this index in the answer its result.
    void resultRequested(int turn, int call);
    void branchRequested(int turn);
    void deleteRequested(int turn);
    /// Asks to delete the message and all that follow.
    void deleteFromRequested(int turn);
    /// Asks to change the text of this message, without sending it.
    void rewriteRequested(int turn);
    /// Asks to write a message after this one by hand.
    void insertRequested(int turn);
    /// Asks to move this message: -1 for up, 1 for down.
    void moveRequested(int turn, int step);
    /// Asks for an answer that follows this message.
    void answerRequested(int turn);
    /// Asks to show the call of this answer.
    void inspectRequested(int turn);
    /// The same, at the letters of a text of it: its `nth` occurrence, counted from 0.
    void inspectTextRequested(int turn, const QString &text, int nth);
    /// Asks to save part of the conversation to a file that the user chooses.
    void saveRequested(const QString &suggestedName, const QString &text);
    /// A link was clicked whose text is a prompt.
    void promptRequested(const QString &prompt);
    /// A link to http, https or mailto was clicked.
    void linkActivated(const QUrl &url);
    /// A link with an unusual scheme was clicked: open it only if the user confirms.
    void linkQuestioned(const QUrl &url);
    /// A link was clicked whose text names another host than it leads to: open it only if the user confirms.
    void linkDoubted(const QUrl &url, const QString &named);
    /// A link was clicked that must not be opened or has no target.
    void linkRefused(const QString &target);
};

} // namespace Parlance
