// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace Parlance {

/// What OpenAI documents of a family of image models (C-06 to C-10). Other servers and models may differ.
struct ImageModel
{
    QString family = {};          ///< for a person: "dall-e-3"; empty for an unknown model
    qsizetype mostCharacters = 0; ///< of the prompt; 0 if unknown
    qsizetype mostImages = 0;     ///< of `n`; 0 if unknown
    QStringList sizes = {};       ///< to choose from; `takesAnySize` says if there are more
    bool takesAnySize = false;    ///< any multiple of 16 within 1:3 to 3:1, up to 3840x2160
    QStringList qualities = {};
    QStringList styles = {};         ///< empty if it takes no `style`
    bool takesResponseFormat = true; ///< url or b64_json; the others always send base64 (C-10)
    bool takesOutputs = true;        ///< background, moderation, output_format, output_compression
    bool streams = true;             ///< stream and partial_images

    bool operator==(const ImageModel &) const = default;
};

/// The family of a model by its name, also behind a provider's, as in "openai/dall-e-3".
[[nodiscard]] ImageModel imageModel(const QString &model);

/// Why the size does not suit the model, in a sentence; empty if it does or nothing is known.
[[nodiscard]] QString sizeProblem(const ImageModel &model, const QString &size);

} // namespace Parlance
