// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/sounddevice.h"
#include "ui/endpoints/endpointview.h"
#include "ui/export/saveas.h"
#include "wire/endpoints/speechreader.h"
#include "wire/endpoints/speechrequest.h"

#include <QPointer>

class QLabel;
class QPushButton;

namespace Parlance {

class SoundBar;
class SoundDecoding;

/// The speech that a request brings: played while it arrives, and saved.
class SpeechView : public EndpointView
{
    Q_OBJECT

public:
    /// `request` returns what the page shows now.
    SpeechView(std::function<SpeechRequest()> request, SoundDevice::Backend backend);
    ~SpeechView() override;

    [[nodiscard]] std::unique_ptr<HttpRun> start(
        ChatClient &client, const Target &target, const QString &model) override;
    [[nodiscard]] bool hasArrived() const override { return m_newest.lock()->hasSound(); }
    void showRun() override;
    void clear() override;
    [[nodiscard]] bool isEmpty() const override { return m_bytes.isEmpty(); }
    [[nodiscard]] Usage usage() const override;
    [[nodiscard]] QStringList remarks() const override;
    /// While it decodes what has come.
    [[nodiscard]] bool isWorking() const override;
    [[nodiscard]] bool isPlaying() const override;
    /// Pauses the sound. Ends the decoding unless it was the run that was stopped: what has come of it stays.
    void stop() override;
    void save() override;
    void setZoom(qreal factor) override;

    [[nodiscard]] SoundBar *bar() const { return m_bar; }
    /// How the sound can be saved, the best first.
    [[nodiscard]] QList<SaveAs::Form> forms() const;

private:
    void buildLayout();
    void beginSound();
    void endSound();
    void showDecoded();
    void showSound();
    void showFault();
    [[nodiscard]] QString asked() const { return m_asked.responseFormat.value_or(QString()); }
    [[nodiscard]] QString facts() const;

    const std::function<SpeechRequest()> m_request;
    SpeechRequest m_next; ///< asked for in the newest run
    std::weak_ptr<SpeechReader> m_newest;
    QPointer<HttpRun> m_run;
    SpeechRequest m_asked; ///< for what is shown
    std::shared_ptr<SpeechReader> m_reader;
    std::unique_ptr<SoundDecoding> m_decoding; ///< null while nothing is shown
    QByteArray m_bytes;                        ///< as they came
    QByteArray m_repaired;                     ///< a WAV file with its right sizes, if these were wrong
    bool m_playsAtOnce = false;                ///< from its first sample on
    bool m_stopIsOfRun = false;                ///< the next `stop()`
    SoundBar *m_bar;
    QLabel *m_fault;
    QLabel *m_facts;
    QPushButton *m_again;
    QPushButton *m_save;
};

} // namespace Parlance
