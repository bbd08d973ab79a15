// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/laneparameters.h"

#include <QDebug>

namespace Parlance {

/// Something in a request that a server would refuse, or take in another way than it looks.
struct Finding
{
    enum class Kind {
        // the prompt and the messages
        PromptBlank,
        PromptTooLong,
        BrokenCharacter,
        SystemBlank,
        SystemTwice,
        SystemUnknownToModel,
        MessageBlank,
        PrefillEndsBlank,
        PrefillWithThinking,
        JsonModeUnsaid,
        ContextExceeded,
        // variables
        VariableMissing,
        VariableUnused,
        VariableDoubled,
        // sampling
        TemperatureRange,
        TopPRange,
        FrequencyPenaltyRange,
        PresencePenaltyRange,
        OutsideDocumented,
        TemperatureAndTopP,
        TemperatureWithThinking,
        TopPWithThinking,
        TemperatureWithReasoning,
        TopPWithReasoning,
        PenaltiesWithReasoning,
        // thinking and reasoning
        ThinkingTooSmall,
        ThinkingOverMaxTokens,
        ThinkingUnknownToModel,
        EffortUnknown,
        EffortWithoutReasoning,
        VerbosityUnknown,
        VerbosityUnknownToModel,
        // the answer
        MaxTokensOverModel,
        MaxTokensWithReasoning,
        StopTooMany,
        StopBlank,
        StopWithReasoning,
        TooManyAnswers,
        TopLogprobsAlone,
        TopLogprobsTooMany,
        LogprobsWithReasoning,
        ServiceTierUnknown,
        UserTooLong,
        // tools
        ToolsUndocumented,
        TooManyTools,
        ToolNameInvalid,
        ToolNameDoubled,
        ToolSchemaInvalid,
        ToolChoiceUnknown,
        ToolChoiceAlone,
        ForcedToolWithThinking,
        ParallelCallsAlone,
        // MCP servers
        McpNotTaken,
        McpUndocumented,
        McpNotPublic,
        McpTokenMissing,
        McpFormTooOld,
        // extra JSON
        ExtraOverrides,
        ExtraDoubled,
        ExtraMisspelt,
        ExtraOfOtherProtocol,
        ExtraSeveralAnswers,
        ExtraTwoLimits,
        ExtraUsageWithoutStream,
        ExtraBiasRange,
        // the model and the gateway
        ModelBlanks,
        ModelNotForChat,
        ModelOfOtherGateway,
        ModelOfOtherProtocol,
        OpenAddress,
        TokensUsedUp,
        CreditsUsedUp
    };

    /// Where it is put right.
    enum class Place { Prompt, Conversation, Parameters, ExtraJson, Variables, McpServers, Model, Gateway };

    Kind kind = Kind::PromptBlank;
    Place place = Place::Prompt;
    QStringList details = {}; ///< what the words name: numbers, names, values
    std::optional<LaneParameters> repaired =
        {}; ///< the lane's parameters without it, if one change is enough

    bool operator==(const Finding &) const = default;
};

QDebug operator<<(QDebug debug, const Finding &finding);

} // namespace Parlance
