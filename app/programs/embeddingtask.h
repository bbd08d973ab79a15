// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/embeddingrun.h"
#include "endpointasking.h"

namespace Parlance {

/// Turns texts into vectors, and writes them. Without a file, prints for each text the length of its vector
/// and its norm.
class EmbeddingTask : public EndpointTask
{
public:
    /// `output` ends with .npy, .csv or .json; empty for none.
    EmbeddingTask(EmbeddingRequest request, QString output);

    [[nodiscard]] HttpRun *start(ChatClient &client, const Target &target, QObject *parent) override;
    [[nodiscard]] QString finish(Output &output, bool isJson) override;
    void addTo(JsonObjectWriter &object) const override;

private:
    [[nodiscard]] QStringList texts() const;
    void print(Output &output) const;

    const EmbeddingRequest m_request;
    const QString m_file;
    EmbeddingRun *m_run = nullptr;
};

} // namespace Parlance
