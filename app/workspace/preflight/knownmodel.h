// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

namespace Parlance {

/// What a model's maker documents of it, read from its id.
struct KnownModel
{
    std::optional<int> maxOutput = {}; ///< tokens
    std::optional<int> context = {};   ///< tokens, of input and output together
    bool isOpenAi = false;
    bool isClaude = false;
    bool reasons = false;              ///< an OpenAI model that takes no sampling parameters (o1 and later)
    bool takesVerbosity = false;       ///< of OpenAI's models
    bool takesSystem = true;           ///< false for the first o1 models
    bool takesThinking = false;        ///< of Claude's models
    bool refusesBothSamplings = false; ///< takes temperature or top_p, not both

    /// An id may have a prefix ("openai/gpt-4o").
    [[nodiscard]] static KnownModel of(QStringView id);
    /// True for a model of embeddings, pictures or sound.
    [[nodiscard]] static bool isNotForChat(QStringView id);
};

} // namespace Parlance
