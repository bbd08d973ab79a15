// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/unsaved.h"

#include "client/chatsession.h"
#include "ui/playground/lane.h"
#include "ui/playground/messageactions.h"
#include "workspace/presetstore.h"
#include "workspace/promptlibrary.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

struct UnsavedText
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::Unsaved)
};

QList<Preset> presets()
{
    const PresetStore store(PresetStore::userFolder());
    QList<Preset> presets;
    for (const QString &name : store.names())
        presets.append(store.load(name).value_or(Preset()));
    return presets;
}

/// The parameters in the user's presets.
QList<LaneParameters> savedParameters()
{
    QList<LaneParameters> saved;
    for (const Preset &preset : presets()) {
        for (const LaneSetup &lane : preset.lanes)
            saved.append(lane.parameters);
    }
    return saved;
}

bool isInLibrary(const QString &text)
{
    return std::ranges::contains(PromptLibrary().prompts(), text, &SavedPrompt::text);
}

/// What Undo can bring back, a line each.
QStringList keptByUndo(const Unsaved &unsaved)
{
    QStringList lines;
    if (unsaved.conversation)
        lines << UnsavedText::tr("• the conversation");
    if (unsaved.draft)
        lines << UnsavedText::tr("• an unsent prompt");
    if (unsaved.system)
        lines << UnsavedText::tr("• an unsaved system prompt");
    if (unsaved.schema)
        lines << UnsavedText::tr("• an unsaved schema");
    if (unsaved.tools)
        lines << UnsavedText::tr("• unsaved tools");
    if (unsaved.extra)
        lines << UnsavedText::tr("• unsaved extra JSON");
    if (unsaved.variables)
        lines << UnsavedText::tr("• unsaved variables");
    if (unsaved.input)
        lines << UnsavedText::tr("• what you entered");
    if (unsaved.results)
        lines << UnsavedText::tr("• the results");
    return lines;
}

} // namespace

Unsaved &Unsaved::operator|=(const Unsaved &other)
{
    conversation |= other.conversation;
    draft |= other.draft;
    message |= other.message;
    system |= other.system;
    schema |= other.schema;
    tools |= other.tools;
    extra |= other.extra;
    variables |= other.variables;
    input |= other.input;
    results |= other.results;
    running += other.running;
    return *this;
}

bool isSaved(const Message &prompt)
{
    return prompt.attachments().isEmpty() &&
           (isInLibrary(prompt.text()) || std::ranges::contains(presets(), prompt.text(), &Preset::prompt));
}

Unsaved unsavedOf(const Lane &lane)
{
    if (lane.connection()->isReplay()) // its file is there
        return {};
    const LaneParameters &parameters = lane.parameters();
    Unsaved unsaved{.conversation = !lane.session()->conversation().isEmpty(),
        .message = lane.messageActions()->hasDraft(),
        .system = !parameters.system.trimmed().isEmpty(),
        .schema = !parameters.format.schema.trimmed().isEmpty(),
        .tools = !parameters.tools.list.isEmpty() || !parameters.tools.servers.isEmpty(),
        .extra = !parameters.extra.trimmed().isEmpty(),
        .variables = !parameters.variables.isEmpty(),
        .running = lane.session()->isBusy() ? QStringList{lane.connection()->name()} : QStringList()};
    if (!unsaved.system && !unsaved.schema && !unsaved.tools && !unsaved.extra && !unsaved.variables)
        return unsaved;
    const QList<LaneParameters> saved = savedParameters();
    if (std::ranges::contains(saved, parameters.system, &LaneParameters::system) ||
        isInLibrary(parameters.system))
        unsaved.system = false;
    if (std::ranges::contains(saved, parameters.format, &LaneParameters::format))
        unsaved.schema = false;
    if (std::ranges::contains(saved, parameters.tools, &LaneParameters::tools))
        unsaved.tools = false;
    if (std::ranges::contains(saved, parameters.extra, &LaneParameters::extra))
        unsaved.extra = false;
    if (std::ranges::contains(saved, parameters.variables, &LaneParameters::variables))
        unsaved.variables = false;
    return unsaved;
}

QString describe(const Unsaved &unsaved, Fate fate)
{
    QStringList gone;
    if (const auto count = static_cast<int>(unsaved.running.size()); count > 0)
        gone << UnsavedText::tr("• %n running requests: %1", nullptr, count)
                    .arg(unsaved.running.join(u", "_s));
    if (unsaved.message)
        gone << UnsavedText::tr("• an unsaved message");
    const QStringList kept = keptByUndo(unsaved);
    QStringList lines;
    if (fate != Fate::Undoable)
        return (QStringList{UnsavedText::tr("This will be lost:")} + gone + kept).join(u'\n');
    if (!gone.isEmpty())
        lines << UnsavedText::tr("This will be lost:") << gone;
    if (!kept.isEmpty())
        lines << UnsavedText::tr("Edit > Undo brings this back:") << kept;
    return lines.join(u'\n');
}

} // namespace Parlance
