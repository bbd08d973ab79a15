// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/vocabulary.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

struct Family
{
    QLatin1StringView name; ///< what an id is or begins with
    Vocabulary vocabulary;
};

/// As in tiktoken's model.py; a longer name comes before the one that it begins with.
constexpr std::array families{
    Family{"gpt-4o"_L1, Vocabulary::O200k},
    Family{"gpt-4.1"_L1, Vocabulary::O200k},
    Family{"gpt-4.5"_L1, Vocabulary::O200k},
    Family{"gpt-5"_L1, Vocabulary::O200k},
    Family{"gpt-oss"_L1, Vocabulary::O200k},
    Family{"chatgpt-4o"_L1, Vocabulary::O200k},
    Family{"o1"_L1, Vocabulary::O200k},
    Family{"o3"_L1, Vocabulary::O200k},
    Family{"o4-mini"_L1, Vocabulary::O200k},
    Family{"gpt-4"_L1, Vocabulary::Cl100k},
    Family{"gpt-3.5"_L1, Vocabulary::Cl100k},
    Family{"gpt-35-turbo"_L1, Vocabulary::Cl100k}, // Azure's name
    Family{"text-embedding-3"_L1, Vocabulary::Cl100k},
    Family{"text-embedding-ada-002"_L1, Vocabulary::Cl100k},
};

bool isOf(QStringView model, QLatin1StringView family)
{
    return model.startsWith(family) &&
           (model.size() == family.size() || QStringView(u"-.:@").contains(model.at(family.size())));
}

} // namespace

QString nameOf(Vocabulary vocabulary)
{
    return vocabulary == Vocabulary::O200k ? u"o200k_base"_s : u"cl100k_base"_s;
}

std::optional<Vocabulary> vocabularyOf(QStringView model)
{
    const QString id = model.sliced(model.lastIndexOf(u'/') + 1).toString().toLower();
    const auto found =
        std::ranges::find_if(families, [&id](const Family &family) { return isOf(id, family.name); });
    return found == families.end() ? std::nullopt : std::optional(found->vocabulary);
}

} // namespace Parlance
