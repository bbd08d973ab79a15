// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QUrl>

namespace Parlance {

/// What the reader of a conversation asks for, by the menu of a message or by a click: a view does none of it
/// itself.
class ReaderRequests : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Asks for what a click on this link in the message `turn` means.
    void follow(const QString &link, int turn);

Q_SIGNALS:
    void editRequested(int turn);
    void regenerateRequested(int turn);
    void retryRequested(int turn);
    /// Another version is wanted: -1 for the one before, 1 for the next.
    void versionRequested(int turn, int step);
    void branchRequested(int turn);
    void deleteRequested(int turn);
    /// The message is to go with all that follows it.
    void deleteFromRequested(int turn);
    /// Something of the conversation is to be saved to a file that the user chooses.
    void saveRequested(const QString &suggestedName, const QString &text);
    /// A link was clicked: http, https or mailto, and nothing else.
    void linkActivated(const QUrl &url);
    /// A link with an unusual scheme was clicked: it is to be opened only if the user says so.
    void linkQuestioned(const QUrl &url);
    /// A link was clicked that must not be opened, or leads nowhere.
    void linkRefused(const QString &target);
};

} // namespace Parlance
