// SPDX-License-Identifier: GPL-3.0-or-later
#include "datatasks.h"

#include "embeddingtask.h"
#include "imagetask.h"

namespace Parlance {

std::unique_ptr<EndpointTask> dataTask(const DataCommand &command)
{
    if (const auto *embeddings = std::get_if<EmbeddingRequest>(&command.request))
        return std::make_unique<EmbeddingTask>(*embeddings, command.output);
    return std::make_unique<ImageTask>(std::get<ImageRequest>(command.request), command.output);
}

} // namespace Parlance
