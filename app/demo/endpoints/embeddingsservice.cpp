// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/endpoints/embeddingsservice.h"

#include "demo/answers/answer.h"
#include "demo/answers/textvector.h"
#include "demo/answers/tier.h"
#include "demo/forms/chatcompletionserrors.h"
#include "demo/forms/embeddingsanswer.h"
#include "demo/forms/embeddingsrequest.h"
#include "demo/server/faults.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance::Demo {

namespace {

constexpr Pace EmbeddingPace{.firstToken = 120ms};

VectorGrain grainOf(const EmbeddingsRequest &asked)
{
    VectorGrain grain = asked.model == "demo-embed-large"_L1
                            ? VectorGrain{.dimensions = 1536, .longestGram = 5}
                            : VectorGrain{};
    grain.dimensions = asked.dimensions.value_or(grain.dimensions);
    return grain;
}

void spoil(QList<Embedding> &data, const DemoRequest &request)
{
    QList<float> &last = data.last().vector;
    if (wantsFault(request, "nan"_L1))
        last.first() = std::numeric_limits<float>::quiet_NaN();
    if (wantsFault(request, "unequal-vectors"_L1))
        last.resize((last.size() + 1) / 2);
    if (wantsFault(request, "fewer-vectors"_L1))
        data.removeLast();
    if (wantsFault(request, "shuffled"_L1))
        std::ranges::reverse(data);
}

} // namespace

EmbeddingsService::EmbeddingsService(const DemoSettings &settings)
    : m_speed(settings.speed)
{
}

DemoResponse EmbeddingsService::answerTo(const DemoRequest &request) const
{
    const auto asked = readEmbeddingsRequest(request.body);
    if (!asked)
        return chatCompletionsForm().refuse(asked.error(), {});
    Embeddings said{.model = asked->model, .data = {}, .base64 = asked->base64};
    for (const QString &input : asked->inputs) {
        if (request.stop.stop_requested())
            break;
        said.data.append({said.data.size(), textVector(input, grainOf(*asked))});
        said.tokens += tokens(input).size();
    }
    if (!said.data.isEmpty())
        spoil(said.data, request);
    return embeddingsAnswer(said, EmbeddingPace.scaled(m_speed).firstToken);
}

} // namespace Parlance::Demo
