// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "asktext.h"
#include "client/chatclient.h"
#include "client/httprun.h"
#include "output.h"
#include "outputfile.h"
#include "wire/jsonobjectwriter.h"

#include <QTimer>

namespace Parlance {

/// What parlance-ask does with the answer of one endpoint.
class EndpointTask
{
public:
    virtual ~EndpointTask() = default;
    EndpointTask() = default;
    Q_DISABLE_COPY_MOVE(EndpointTask)

    /// Sends the request. The run has `parent` as its parent.
    [[nodiscard]] virtual HttpRun *start(ChatClient &client, const Target &target, QObject *parent) = 0;
    /// More has come. Not called with `--json`.
    virtual void progress(Output &output);
    /// The answer has ended, maybe early. Prints or writes what came of it; with `--json` what goes to files
    /// alone. Returns why that is not possible, in words for the user; empty if it is done.
    [[nodiscard]] virtual QString finish(Output &output, bool isJson) = 0;
    /// Adds what came to the object of `--json`. Called after `finish()`.
    virtual void addTo(JsonObjectWriter &object) const = 0;
};

/// Sends one request to another endpoint than a chat's, and prints what comes of it. Errors go to standard
/// error; on a terminal, so do the progress of an upload and a silence.
class EndpointAsking : public QObject
{
    Q_OBJECT

public:
    explicit EndpointAsking(std::unique_ptr<EndpointTask> task, QObject *parent = nullptr);

    /// As that of `Asking`.
    [[nodiscard]] QString saveTo(const QString &path) { return m_capture.open(path); }
    /// Call it once.
    void ask(const Target &target, bool isJson, const std::optional<std::chrono::milliseconds> &timeout);
    /// Ends the answer now.
    void stop();

Q_SIGNALS:
    /// Emitted once, after everything was printed, with the codes of `Asking::done()`.
    void done(int exitCode);

private:
    void end();
    [[nodiscard]] QByteArray json() const;
    [[nodiscard]] QString problem() const;
    [[nodiscard]] bool save();

    const std::unique_ptr<EndpointTask> m_task;
    bool m_isJson = false;
    Output m_output;
    StatusLine m_status;
    QTimer m_limit; ///< of the whole answer
    ChatClient m_client;
    HttpRun *m_run = nullptr;
    OutputFile m_capture; ///< open if a capture is asked for
};

} // namespace Parlance
