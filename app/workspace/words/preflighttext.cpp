// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/words/preflighttext.h"

#include "chat/visibletext.h"

namespace Parlance {

using Kind = Finding::Kind;

QString PreflightText::messageWords(Kind kind)
{
    switch (kind) {
    case Kind::PromptBlank:
        return tr("The prompt is blank once its variables are filled in.");
    case Kind::PromptTooLong:
        return tr("The prompt has %1 characters; %2 takes %3.");
    case Kind::BrokenCharacter:
        return tr("A character is broken (half of a surrogate pair) and would be sent as “\ufffd”.");
    case Kind::SystemBlank:
        return tr("The system prompt is only white space.");
    case Kind::SystemTwice:
        return tr("The conversation has a system message, and there is a system prompt, too.");
    case Kind::SystemUnknownToModel:
        return tr("%1 takes no system prompt.");
    case Kind::MessageBlank:
        return tr("Message %1 of the conversation is blank, which this protocol refuses.");
    case Kind::PrefillEndsBlank:
        return tr(
            "The last message is the beginning of an answer and ends with white space, which this protocol "
            "refuses.");
    case Kind::PrefillWithThinking:
        return tr("An answer cannot be begun by hand when thinking is on.");
    case Kind::JsonModeUnsaid:
        return tr("JSON mode needs the word “JSON” in the system prompt or a message.");
    case Kind::ContextExceeded:
        return tr("Input and Max tokens come to at least %1 tokens; %2 has room for %3.");
    case Kind::VariableMissing:
        return tr("Undefined variables: %1.");
    case Kind::VariableUnused:
        return tr("Unused variables: %1.");
    case Kind::VariableDoubled:
        return tr("Variables defined twice: %1. The first value is sent.");
    default:
        return {};
    }
}

QString PreflightText::samplingWords(Kind kind)
{
    switch (kind) {
    case Kind::TemperatureRange:
        return tr("Temperature is %1; it may be %2 to %3.");
    case Kind::TopPRange:
        return tr("Top P is %1; it may be %2 to %3.");
    case Kind::FrequencyPenaltyRange:
        return tr("The frequency penalty is %1; it may be %2 to %3.");
    case Kind::PresencePenaltyRange:
        return tr("The presence penalty is %1; it may be %2 to %3.");
    case Kind::OutsideDocumented:
        return tr("%1 is %2, outside what %3 documents: %4 would be sent.");
    case Kind::TemperatureAndTopP:
        return tr("%1 takes Temperature or Top P, not both.");
    case Kind::TemperatureWithThinking:
        return tr("With thinking, Temperature must be 1 or unset.");
    case Kind::TopPWithThinking:
        return tr("With thinking, Top P must be 0.95 or more.");
    case Kind::TemperatureWithReasoning:
        return tr("%1 accepts only Temperature 1.");
    case Kind::TopPWithReasoning:
        return tr("%1 accepts only Top P 1.");
    case Kind::PenaltiesWithReasoning:
        return tr("%1 takes no penalties.");
    default:
        return {};
    }
}

QString PreflightText::answerWords(Kind kind)
{
    switch (kind) {
    case Kind::ThinkingTooSmall:
        return tr("Thinking tokens are %1; the least is %2.");
    case Kind::ThinkingOverMaxTokens:
        return tr("Thinking tokens (%1) must be fewer than Max tokens (%2), of which they are a part.");
    case Kind::ThinkingUnknownToModel:
        return tr("%1 does not support thinking.");
    case Kind::EffortUnknown:
        return tr("“%1” isn't a reasoning effort in this protocol. Use one of: %2.");
    case Kind::EffortWithoutReasoning:
        return tr("%1 takes no reasoning effort.");
    case Kind::VerbosityUnknown:
        return tr("“%1” isn't a verbosity. Use one of: %2.");
    case Kind::VerbosityUnknownToModel:
        return tr("%1 accepts only medium verbosity.");
    case Kind::MaxTokensOverModel:
        return tr("Max tokens is %1; an answer of %2 has at most %3.");
    case Kind::MaxTokensWithReasoning:
        return tr("%1 takes max_completion_tokens instead of Max tokens.");
    case Kind::StopTooMany:
        return tr("There are %1 stop sequences; the limit is %2.");
    case Kind::StopBlank:
        return tr("A stop sequence is blank.");
    case Kind::StopWithReasoning:
        return tr("%1 takes no stop sequences.");
    case Kind::TooManyAnswers:
        return tr("Number of answers is %1; the limit is %2.");
    case Kind::TopLogprobsAlone:
        return tr("Top log probabilities need Log probabilities.");
    case Kind::TopLogprobsTooMany:
        return tr("Top log probabilities are %1; the limit is %2.");
    case Kind::LogprobsWithReasoning:
        return tr("%1 returns no log probabilities.");
    case Kind::ServiceTierUnknown:
        return tr("“%1” isn't a service tier in this protocol. Use one of: %2.");
    case Kind::UserTooLong:
        return tr("The user has more than %1 characters.");
    default:
        return {};
    }
}

QString PreflightText::toolWords(Kind kind)
{
    switch (kind) {
    case Kind::ToolsUndocumented:
        return tr("%1 does not document tools.");
    case Kind::TooManyTools:
        return tr("There are %1 tools; the limit is %2.");
    case Kind::ToolNameInvalid:
        return tr("“%1” can't name a tool: use letters, digits, _ and -, at most %2 of them.");
    case Kind::ToolNameDoubled:
        return tr("Two tools have the name %1.");
    case Kind::ToolSchemaInvalid:
        return tr("The schema of %1 must be a JSON object with \"type\": \"object\".");
    case Kind::ToolChoiceUnknown:
        return tr("Tool choice is %1, but no tool has that name.");
    case Kind::ToolChoiceAlone:
        return tr("Tool choice is %1, but there are no tools.");
    case Kind::ForcedToolWithThinking:
        return tr("With thinking, the model cannot be made to call a tool.");
    case Kind::ParallelCallsAlone:
        return tr("Parallel tool calls are set, but there are no tools, so this is not sent.");
    default:
        return {};
    }
}

QString PreflightText::mcpWords(Kind kind)
{
    switch (kind) {
    case Kind::McpNotTaken:
        return tr("Requests to %1 have no field for MCP servers, so they are not sent.");
    case Kind::McpUndocumented:
        return tr("%1 does not document MCP servers.");
    case Kind::McpNotPublic:
        return tr("%2 calls the MCP server %1 over the internet: it needs a public address with https.");
    case Kind::McpFormTooOld:
        return tr("The form of %2 cannot leave out tools of the MCP server %1.");
    case Kind::McpTokenMissing:
        return tr("The token of the MCP server %1 is missing: you have not entered it for %2 in this run.");
    default:
        return {};
    }
}

QString PreflightText::extraWords(Kind kind)
{
    switch (kind) {
    case Kind::ExtraOverrides:
        return tr("Extra JSON overrides “%1”, which is also set above.");
    case Kind::ExtraDoubled:
        return tr("Extra JSON has “%1” twice; servers take the last or refuse both.");
    case Kind::ExtraMisspelt:
        return tr("Extra JSON has “%1”. Did you mean “%2”?");
    case Kind::ExtraOfOtherProtocol:
        return tr("“%1” in Extra JSON belongs to the other protocol.");
    case Kind::ExtraSeveralAnswers:
        return tr("%1 does not document several answers (n).");
    case Kind::ExtraTwoLimits:
        return tr("max_tokens and max_completion_tokens cannot be sent together.");
    case Kind::ExtraUsageWithoutStream:
        return tr("stream_options requires streaming.");
    case Kind::ExtraBiasRange:
        return tr("The bias of token %1 is %2; it may be −100 to 100.");
    default:
        return {};
    }
}

QString PreflightText::gatewayWords(Kind kind)
{
    switch (kind) {
    case Kind::ModelBlanks:
        return tr("The model “%1” contains a space.");
    case Kind::ModelNotForChat:
        return tr("%1 is not a chat model.");
    case Kind::ModelOfOtherGateway:
        return tr("%1 is a model of %2, not of %3.");
    case Kind::ModelOfOtherProtocol:
        return tr("%1 is not a model of %2.");
    case Kind::OpenAddress:
        return tr("The address of %1 is not encrypted: anyone on the network can read the conversation.");
    case Kind::TokensUsedUp:
        return tr("At least %1 tokens are needed, and %2 of %3 are left today.");
    case Kind::CreditsUsedUp:
        return tr("Out of credits at %1.");
    default:
        return {};
    }
}

QString PreflightText::words(const Finding &finding)
{
    QString text;
    for (const auto words :
        {messageWords, samplingWords, answerWords, toolWords, mcpWords, extraWords, gatewayWords})
        text += words(finding.kind);
    QStringList details;
    for (const QString &detail : finding.details)
        details << visibleLine(detail);
    switch (details.size()) { // at once, so that no detail is taken for a place
    case 0:
        return text;
    case 1:
        return text.arg(details.at(0));
    case 2:
        return text.arg(details.at(0), details.at(1));
    case 3:
        return text.arg(details.at(0), details.at(1), details.at(2));
    default:
        return text.arg(details.at(0), details.at(1), details.at(2), details.at(3));
    }
}

QString PreflightText::repair(const Finding &finding)
{
    if (finding.repaired)
        return tr("Fix it");
    switch (finding.place) {
    case Finding::Place::Prompt:
        return tr("Edit");
    case Finding::Place::Conversation:
    case Finding::Place::Parameters:
    case Finding::Place::ExtraJson:
    case Finding::Place::Variables:
    case Finding::Place::McpServers:
        return tr("Show it");
    case Finding::Place::Model:
        return tr("Choose a model");
    case Finding::Place::Gateway:
        return tr("Settings");
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace Parlance
