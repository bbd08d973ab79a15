// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/usage.h"
#include "client/httprun.h"
#include "client/target.h"

#include <QWidget>

namespace Parlance {

class ChatClient;

/// What a request of an endpoint page brings, as a view in a column. Each page derives its own.
///
/// A result stays until the next run brings something. The column may drop a run at any time.
class EndpointView : public QWidget
{
    Q_OBJECT

public:
    /// How far something is that takes long.
    struct Progress
    {
        QString text;                     ///< "Reading 12 of 135 MB"
        std::optional<double> share = {}; ///< 0 to 1; empty if unknown
    };

    using QWidget::QWidget;

    /// Sends the request that the page shows now, with this model. `target.problem` is empty.
    [[nodiscard]] virtual std::unique_ptr<HttpRun> start(
        ChatClient &client, const Target &target, const QString &model) = 0;
    /// True if the run that `start()` returned last has brought something to show, before it is complete.
    [[nodiscard]] virtual bool hasArrived() const = 0;
    /// Shows what the newest run has brought so far. Called after `clear()`, when something has arrived or
    /// the run is complete, and then whenever more came and when the run has ended.
    virtual void showRun() = 0;
    /// Ends what the view itself works at, and drops what it shows.
    virtual void clear() = 0;
    /// True if there is nothing to show.
    [[nodiscard]] virtual bool isEmpty() const = 0;

    /// What the server says that the shown run used.
    [[nodiscard]] virtual Usage usage() const { return {}; }
    /// What is unusual in the answer: a sentence each.
    [[nodiscard]] virtual QStringList remarks() const { return {}; }
    /// Of the answer that is read, or of what the view itself works at; empty for the bytes that have come.
    [[nodiscard]] virtual std::optional<Progress> progress() const { return {}; }
    /// True while the view itself works at something that `stop()` ends.
    [[nodiscard]] virtual bool isWorking() const { return false; }
    /// True while it plays a sound, which `stop()` pauses. `worked()` tells of changes.
    [[nodiscard]] virtual bool isPlaying() const { return false; }
    virtual void stop() {}

    /// Saves what it shows in a file that the user chooses. Not called while it is empty.
    virtual void save() = 0;
    virtual void setZoom(qreal factor) = 0;

Q_SIGNALS:
    /// What the view itself works at went on, began or ended.
    void worked();
    /// The user wants this column alone to run again, with what the page shows now.
    void againRequested();
};

} // namespace Parlance
