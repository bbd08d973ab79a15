// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/sounddevice.h"
#include "ui/endpoints/endpointpage.h"
#include "ui/endpoints/transcriptview.h"
#include "ui/playground/pagekind.h"

namespace Parlance {

class SoundBar;
class TranscriptComparison;

/// Sound to text: `POST /v1/audio/transcriptions` with a file or a recording. Transcripts of one sound are
/// compared word by word with that of the first column. Neither sound nor text touches a disk.
class TranscriptionPage : public EndpointPage
{
    Q_OBJECT

public:
    [[nodiscard]] static PageKind pageKind(const Services &services);

    /// It records from and plays on `backend`.
    explicit TranscriptionPage(const Services &services,
        SoundDevice::Backend backend = SoundDevice::Backend::System, QWidget *parent = nullptr);

    /// Busy while it records, too.
    [[nodiscard]] State state() const override;
    /// A file that is on the disk anyway is not lost with the page.
    [[nodiscard]] Unsaved unsaved() const override;
    void drop() override;
    [[nodiscard]] bool can(Command command) const override;
    /// Stop pauses the sound, too.
    void act(Command command) override;

protected:
    [[nodiscard]] EndpointView *makeView() override;
    [[nodiscard]] RequestCheck check(const QString &model) const override;
    [[nodiscard]] bool hasInput() const override;
    void focusInput() override;
    void columnsChanged() override;
    void applyZoom(qreal factor) override;

private:
    void addParameters();
    [[nodiscard]] QStringList list(QLatin1StringView name) const;
    [[nodiscard]] TranscriptionRequest request() const;
    void load(const std::shared_ptr<const ChosenSound> &sound);
    void play(const std::shared_ptr<const ChosenSound> &sound, const TimedText::Part &part);
    void showPlayed();
    void showPlayedName(const QString &words);
    [[nodiscard]] TranscriptView *viewAt(qsizetype place) const;
    [[nodiscard]] QStringList comparableTexts() const;
    void compare();
    void showComparison(qsizetype place, const TranscriptComparison &comparison);

    SoundInput *m_input;
    QLabel *m_played; ///< what the player has, if it is not what was chosen; or what it cannot play
    SoundBar *m_player;
    std::shared_ptr<const ChosenSound> m_loaded;
    QStringList m_compared; ///< by column; empty where nothing can be compared
};

} // namespace Parlance
