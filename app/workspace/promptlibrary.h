// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/namedfiles.h"

namespace Parlance {

/// A prompt that the user saved. Its variables are those that its text names.
struct SavedPrompt
{
    enum class Kind { Prompt, System };

    QString name; ///< "summary", or in folders "work/letters/summary"
    Kind kind = Kind::Prompt;
    QString text = {};
    QString fault = {}; ///< why its file cannot be read; empty if it can

    /// What stands before the last `/` of the name; empty without a folder.
    [[nodiscard]] QString folder() const { return name.section(u'/', 0, -2); }
    [[nodiscard]] QString title() const { return name.section(u'/', -1); }

    bool operator==(const SavedPrompt &) const = default;
};

/// The prompts that the user saved, one file each in one folder: {"kind": "prompt", "text": "..."}, or
/// "system" for a system prompt. Nothing else of a conversation is ever in it. Every error is a sentence for
/// the user; a failure changes nothing.
class PromptLibrary
{
public:
    using Done = NamedFiles::Done;

    explicit PromptLibrary(QString folder = NamedFiles::userFolder(QStringLiteral("prompts")));

    [[nodiscard]] const QString &folder() const { return m_files.folder(); }
    /// All of them, also those whose file cannot be read: by folder, then by title, those without a folder
    /// first.
    [[nodiscard]] QList<SavedPrompt> prompts() const;
    [[nodiscard]] bool has(const QString &name) const { return m_files.has(name); }
    /// Fails if the name is taken, or if something in the prompt looks like a key.
    [[nodiscard]] Done save(const SavedPrompt &prompt) const;
    /// Saves under a name that is taken.
    [[nodiscard]] Done replace(const SavedPrompt &prompt) const;
    /// Renames a prompt or moves it to another folder; fails if the name is taken.
    [[nodiscard]] Done rename(const QString &name, const QString &newName) const;
    [[nodiscard]] Done remove(const QString &name) const { return m_files.remove(name); }

    /// The file of a prompt as it is, for `putBack()`.
    [[nodiscard]] NamedFiles::Bytes file(const QString &name) const { return m_files.read(name); }
    [[nodiscard]] Done putBack(const QString &name, const QByteArray &file) const;

private:
    [[nodiscard]] SavedPrompt load(const QString &name) const;

    NamedFiles m_files;
};

/// A name as typed, with single spaces and no empty folders: " work // a  b " becomes "work/a b".
[[nodiscard]] QString tidyName(const QString &typed);

/// The prompts that have every word of the query in their name or text, in any case. The best match first:
/// all words at the beginning of one in the title, then in the title, then in the folder, then in the text;
/// among equals the order stays. An empty query finds all.
[[nodiscard]] QList<SavedPrompt> found(const QList<SavedPrompt> &prompts, const QString &query);

} // namespace Parlance
