// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"
#include "gateways/variable.h"
#include "measure/pricelist.h"
#include "tokens/tokenrange.h"
#include "tokens/vocabulary.h"

#include <QMap>
#include <QSize>
#include <functional>
#include <stop_token>

namespace Parlance {

/// A request that a lane would send, but for the prompt.
struct PlannedInput
{
    QString lane;                   ///< its name
    ChatRequest request;            ///< with the conversation so far
    QList<Variable> variables = {}; ///< for the prompt
    struct Past
    {
        ChatRequest request;
        qint64 tokens = 0; ///< of its input, as the server counted them
    };
    QList<Past> past = {}; ///< of the same gateway and model
    std::optional<Price> price = {};
    std::optional<qint64> limit = {}; ///< the soft limit of the input, in bytes
};

/// The input of a lane's next request, with the prompt.
struct LaneInput
{
    /// From what the tokens are known.
    enum class Basis {
        Counted, ///< the texts are counted exactly, the chat's frame is a range
        Learned, ///< from what the server counted for earlier requests
        Bytes    ///< from the size alone
    };

    QString lane;
    qint64 bytes = 0; ///< of texts, and of images and files as they are sent
    TokenRange tokens = {};
    Basis basis = Basis::Bytes;
    qsizetype learnedFrom = 0; ///< so many requests
    qsizetype estimated = 0;   ///< so many images and files, whose tokens are estimates
    qsizetype unknown = 0;     ///< so many of them whose tokens nobody knows, and which are not counted
    std::optional<qint64> limit = {};
    /// What the request costs; `most` is empty where nothing bounds the answer.
    struct Cost
    {
        double least = 0;
        std::optional<double> most = {};
    };
    std::optional<Cost> cost = {};
};

/// A prompt before it is sent.
struct PromptInput
{
    qint64 bytes = 0; ///< of its text in UTF-8; as typed, like the next two
    qint64 characters = 0;
    QMap<Vocabulary, qint64> tokens = {}; ///< of the text alone, exact; for the vocabularies of the lanes
    QList<LaneInput> lanes = {};
};

/// The size of an image in pixels; empty if unknown.
using PixelsOf = std::function<QSize(const Part &image)>;

/// Measures what these lanes would send with this prompt. May take a second for a megabyte, so it belongs in
/// another thread. Empty if stopped.
[[nodiscard]] std::optional<PromptInput> measureInput(const Message &prompt, const QList<PlannedInput> &lanes,
    const PixelsOf &pixelsOf, const std::stop_token &stop = {});

} // namespace Parlance
