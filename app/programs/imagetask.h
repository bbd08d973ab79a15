// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "endpointasking.h"
#include "wire/endpoints/imagereader.h"

namespace Parlance {

/// Asks for pictures, writes them to files, and prints the names of these. Prints the address of a picture
/// that came as one, and does not fetch it.
class ImageTask : public EndpointTask
{
public:
    /// Several pictures get a number before the suffix of `output`: a-1.png, a-2.png.
    ImageTask(ImageRequest request, QString output);

    [[nodiscard]] HttpRun *start(ChatClient &client, const Target &target, QObject *parent) override;
    [[nodiscard]] QString finish(Output &output, bool isJson) override;
    void addTo(JsonObjectWriter &object) const override;

private:
    [[nodiscard]] QString fileName(qsizetype index) const;
    [[nodiscard]] QString write(qsizetype index) const;

    const ImageRequest m_request;
    const QString m_file;
    const std::shared_ptr<ImageReader> m_reader;
};

} // namespace Parlance
