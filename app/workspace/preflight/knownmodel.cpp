// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/preflight/knownmodel.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString bare(QStringView id)
{
    return id.sliced(id.lastIndexOf(u'/') + 1).toString().toLower();
}

struct Size
{
    QLatin1StringView begins;
    int maxOutput;
    int context;
};

/// From the makers' lists of models; a longer beginning comes before a shorter.
constexpr std::array sizes{
    Size{"gpt-4o-2024-05-13"_L1, 4'096, 128'000},
    Size{"gpt-4o"_L1, 16'384, 128'000},
    Size{"gpt-4.1"_L1, 32'768, 1'047'576},
    Size{"gpt-4-turbo"_L1, 4'096, 128'000},
    Size{"gpt-4-32k"_L1, 32'768, 32'768},
    Size{"gpt-4"_L1, 8'192, 8'192},
    Size{"gpt-3.5-turbo"_L1, 4'096, 16'385},
    Size{"gpt-5-chat"_L1, 16'384, 128'000},
    Size{"gpt-5"_L1, 128'000, 400'000},
    Size{"o1-preview"_L1, 32'768, 128'000},
    Size{"o1-mini"_L1, 65'536, 128'000},
    Size{"o1"_L1, 100'000, 200'000},
    Size{"o3"_L1, 100'000, 200'000},
    Size{"o4-mini"_L1, 100'000, 200'000},
    Size{"claude-3-5-"_L1, 8'192, 200'000},
    Size{"claude-3-7-"_L1, 128'000, 200'000},
    Size{"claude-3-"_L1, 4'096, 200'000},
};

bool beginsWithAny(const QString &id, std::initializer_list<QLatin1StringView> beginnings)
{
    return std::ranges::any_of(beginnings, [&id](QLatin1StringView one) { return id.startsWith(one); });
}

bool isNamedLikeOpenAi(const QString &id)
{
    return beginsWithAny(id, {"gpt-"_L1, "chatgpt-"_L1, "o1"_L1, "o3"_L1, "o4-"_L1}) &&
           !id.startsWith("gpt-oss"_L1);
}

} // namespace

KnownModel KnownModel::of(QStringView id)
{
    const QString name = bare(id);
    KnownModel model{.isOpenAi = isNamedLikeOpenAi(name), .isClaude = name.startsWith("claude-"_L1)};
    const auto size =
        std::ranges::find_if(sizes, [&name](const Size &one) { return name.startsWith(one.begins); });
    if (size != sizes.end() && (model.isOpenAi || model.isClaude)) {
        model.maxOutput = size->maxOutput;
        model.context = size->context;
    }
    const bool isGpt5 = name.startsWith("gpt-5"_L1) && !name.startsWith("gpt-5-chat"_L1);
    model.reasons = model.isOpenAi && (isGpt5 || beginsWithAny(name, {"o1"_L1, "o3"_L1, "o4-"_L1}));
    model.takesVerbosity = isGpt5;
    model.takesSystem = !beginsWithAny(name, {"o1-preview"_L1, "o1-mini"_L1});
    model.takesThinking =
        model.isClaude && (!name.startsWith("claude-3-"_L1) || name.startsWith("claude-3-7-"_L1));
    model.refusesBothSamplings = beginsWithAny(
        name, {"claude-opus-4-1"_L1, "claude-opus-4-5"_L1, "claude-sonnet-4-5"_L1, "claude-haiku-4-5"_L1});
    return model;
}

bool KnownModel::isNotForChat(QStringView id)
{
    return beginsWithAny(bare(id),
        {"text-embedding-"_L1, "dall-e"_L1, "gpt-image-"_L1, "whisper-"_L1, "tts-1"_L1, "gpt-4o-mini-tts"_L1,
            "gpt-4o-transcribe"_L1, "gpt-4o-mini-transcribe"_L1, "omni-moderation"_L1, "text-moderation"_L1,
            "nomic-embed"_L1, "mxbai-embed"_L1, "bge-"_L1});
}

} // namespace Parlance
