// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/endpoints/endpointview.h"
#include "ui/endpoints/soundinput.h"
#include "ui/endpoints/transcripttext.h"
#include "ui/export/saveas.h"
#include "wire/endpoints/transcriptreader.h"

#include <QPointer>

class QPushButton;

namespace Parlance {

class TranscriptComparison;

/// What was heard in a sound: text, segments and words, as they come.
class TranscriptView : public EndpointView
{
    Q_OBJECT

public:
    /// What a run asks; `sound` is the file of the request.
    struct Question
    {
        TranscriptionRequest request;
        std::shared_ptr<const ChosenSound> sound;
    };

    /// `question` tells what to ask now, for a run that begins.
    explicit TranscriptView(std::function<Question()> question, QWidget *parent = nullptr);

    [[nodiscard]] std::unique_ptr<HttpRun> start(
        ChatClient &client, const Target &target, const QString &model) override;
    [[nodiscard]] bool hasArrived() const override;
    void showRun() override;
    void clear() override;
    [[nodiscard]] bool isEmpty() const override;
    [[nodiscard]] Usage usage() const override;
    [[nodiscard]] QStringList remarks() const override;
    void save() override;
    void setZoom(qreal factor) override { m_text->setZoom(factor); }

    /// The sound of the shown transcript; null without one.
    [[nodiscard]] const std::shared_ptr<const ChosenSound> &sound() const { return m_question.sound; }
    /// The text to compare; empty while it still comes.
    [[nodiscard]] QString endedText() const;
    /// This text counts as right. With one other text, marks where that differs.
    void showAsRight(const QList<WordPlace> &marks);
    void showComparison(const TranscriptComparison &comparison, const QString &rightName);
    void showNoComparison();
    /// Shows what is said at this time of a sound; empty while none is played.
    void follow(const std::shared_ptr<const ChosenSound> &sound, std::optional<double> seconds);

    /// In which a transcript is saved. Subtitles that the server wrote are saved as it wrote them; what the
    /// transcript has no times for is left out.
    [[nodiscard]] static QList<SaveAs::Form> forms(const Transcription &transcript);

Q_SIGNALS:
    /// The user wants to hear a part of the sound that was sent.
    void partRequested(const Parlance::TimedText::Part &part);

private:
    void buildLayout();
    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] Transcription shown() const;
    [[nodiscard]] QString about(const Transcription &transcript) const;
    void showTranscript();
    void showCompared(const QString &words);

    std::function<Question()> m_ask;
    Question m_next; ///< of the newest run
    std::weak_ptr<TranscriptReader> m_newest;
    QPointer<HttpRun> m_run;
    Question m_question;                        ///< of what is shown
    std::shared_ptr<TranscriptReader> m_reader; ///< of what is shown; null if nothing is
    QLabel *m_about;
    QLabel *m_compared;
    TranscriptText *m_text;
    QPushButton *m_save;
    QTimer m_showSoon;
};

} // namespace Parlance
