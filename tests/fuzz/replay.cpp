// SPDX-License-Identifier: GPL-3.0-or-later
// replay RUNS CORPUS PATH...: feeds a fuzz target with each file of the corpus (a folder, or a file) as it
// is, then RUNS times with pieces of all files (folders are walked), changed at random with a fixed seed, so
// that a compiler without libFuzzer runs it too and a failure comes again.
#include "target.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>

#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace {

constexpr int longestInput = 4096;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QList<QByteArray> seedsOf(const QStringList &paths)
{
    QList<QByteArray> seeds;
    for (const QString &path : paths) {
        if (QFileInfo(path).isFile())
            seeds.append(contentOf(path));
        for (QDirIterator files(path, QDir::Files, QDirIterator::Subdirectories); files.hasNext();)
            seeds.append(contentOf(files.next()));
    }
    seeds.removeAll(QByteArray());
    return seeds;
}

class Mutator
{
public:
    Mutator(const QList<QByteArray> &seeds, quint32 seed)
        : m_seeds(seeds)
        , m_random(seed)
    {
    }

    QByteArray next()
    {
        QByteArray input = m_random.bounded(3) == 0 ? soup() : slice(longestInput / 4);
        for (int i = m_random.bounded(12); i > 0 && input.size() < longestInput; --i)
            change(input);
        QByteArray decisions;
        for (int i = 0; i < 4; ++i)
            decisions += static_cast<char>(m_random.bounded(256));
        return decisions + input;
    }

private:
    int below(qsizetype size) { return m_random.bounded(int(size) + 1); }

    QByteArray slice(int longest)
    {
        const QByteArray &seed = m_seeds.at(m_random.bounded(int(m_seeds.size())));
        return seed.mid(below(seed.size() - 1), 1 + m_random.bounded(longest));
    }

    /// Small pieces of the seeds in a random order, some of them again and again.
    QByteArray soup()
    {
        QList<QByteArray> parts;
        for (int i = 2 + m_random.bounded(30); i > 0; --i)
            parts.append(slice(6));
        QByteArray input;
        for (int i = m_random.bounded(200); i > 0; --i)
            input += parts.at(m_random.bounded(int(parts.size())));
        return input;
    }

    void change(QByteArray &input)
    {
        const int at = below(input.size());
        switch (m_random.bounded(5)) {
        case 0:
            input.insert(at, slice(8));
            break;
        case 1:
            input.insert(at, slice(300));
            break;
        case 2:
            input.remove(at, 1 + m_random.bounded(30));
            break;
        case 3:
            input.insert(at, input.mid(at, 1 + m_random.bounded(20)).repeated(1 + m_random.bounded(40)));
            break;
        default:
            input.insert(at, static_cast<char>(m_random.bounded(256)));
        }
    }

    const QList<QByteArray> &m_seeds;
    QRandomGenerator m_random;
};

QByteArray currentInput;

/// Leaves the input that led to the fault in the working directory.
void keepInput(int fault)
{
    if (QFile file(QStringLiteral("failing-input")); file.open(QIODevice::WriteOnly))
        file.write(currentInput);
    std::signal(fault, SIG_DFL);
    std::raise(fault);
}

void feed(const QByteArray &input)
{
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t *>(input.constData()), size_t(input.size()));
}

} // namespace

int main(int argc, char **argv)
{
    const int runs = argc > 1 ? std::atoi(argv[1]) : 0;
    QStringList paths;
    for (int i = 2; i < argc; ++i)
        paths += QString::fromLocal8Bit(argv[i]);
    const QList<QByteArray> seeds = seedsOf(paths);
    if (seeds.isEmpty()) {
        std::fprintf(stderr, "no files at the paths\n");
        return 2;
    }
    for (const int fault : {SIGABRT, SIGSEGV, SIGFPE, SIGILL})
        std::signal(fault, keepInput);
    for (const QByteArray &input : seedsOf(paths.first(1))) {
        currentInput = input;
        feed(input);
    }
    for (int run = 1; run <= runs; ++run) {
        currentInput = Mutator(seeds, quint32(run)).next();
        feed(currentInput);
    }
    return 0;
}
