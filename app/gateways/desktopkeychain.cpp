// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/keychain.h"

#include <qt6keychain/keychain.h>

#include <QCoreApplication>
#include <QFileInfo>
#include <QTimer>

#include <optional>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// The name of the entries in the desktop's keychain.
QString serviceName()
{
    return u"Parlance"_s;
}

/// Without a session bus there is no keychain service, and looking for one would try to start a bus.
bool hasSessionBus()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") ||
           QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + u"/bus"_s);
}

QString errorOf(const QKeychain::Job &job)
{
    return job.error() == QKeychain::NoError || job.error() == QKeychain::EntryNotFound ? QString()
                                                                                        : job.errorString();
}

/// Starts a job that deletes itself, and calls `answer` when it has finished.
template <typename Job>
void start(Job *job, const QString &slot, QObject *context, const std::function<void(const Job &)> &answer)
{
    job->setKey(slot);
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, context, [job, answer] { answer(*job); });
    job->start();
}

template <typename Job>
void startAndTell(Job *job, const QString &slot, QObject *context,
    const std::function<void(const Keychain::Done &)> &answer)
{
    start<Job>(job, slot, context, [answer](const Job &done) {
        const QString error = errorOf(done);
        answer(error.isEmpty() ? Keychain::Done() : std::unexpected(error));
    });
}

class DesktopKeychain : public Keychain
{
public:
    bool isAvailable() override
    {
        if (!m_available)
            m_available = hasSessionBus() && QKeychain::isAvailable();
        return *m_available;
    }

    void read(
        const QString &slot, QObject *context, const std::function<void(const Found &)> &answer) override
    {
        if (!isAvailable())
            return refuse(context, answer);
        using Job = QKeychain::ReadPasswordJob;
        start<Job>(new Job(serviceName()), slot, context, [answer](const Job &job) {
            const QString error = errorOf(job);
            answer(error.isEmpty() ? Found(Secret(job.binaryData())) : std::unexpected(error));
        });
    }

    void write(const QString &slot, const Secret &key, QObject *context,
        const std::function<void(const Done &)> &answer) override
    {
        if (!isAvailable())
            return refuse(context, answer);
        auto *job = new QKeychain::WritePasswordJob(serviceName());
        job->setBinaryData(key.reveal().toByteArray());
        startAndTell(job, slot, context, answer);
    }

    void remove(
        const QString &slot, QObject *context, const std::function<void(const Done &)> &answer) override
    {
        if (!isAvailable())
            return refuse(context, answer);
        startAndTell(new QKeychain::DeletePasswordJob(serviceName()), slot, context, answer);
    }

private:
    template <typename Result>
    static void refuse(QObject *context, const std::function<void(const Result &)> &answer)
    {
        const QString words = QCoreApplication::translate(
            "Parlance::Keychain", "There is no keychain service on this desktop.");
        QTimer::singleShot(0, context, [answer, words] { answer(std::unexpected(words)); });
    }

    std::optional<bool> m_available;
};

} // namespace

std::unique_ptr<Keychain> Keychain::ofTheDesktop()
{
    return std::make_unique<DesktopKeychain>();
}

} // namespace Parlance
