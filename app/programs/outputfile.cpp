// SPDX-License-Identifier: GPL-3.0-or-later
#include "outputfile.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Parlance {

QString OutputFile::open(const QString &path)
{
    const QFileInfo known(path);
    if (known.exists() && !known.isFile())
        return u"%1 is not a file"_s.arg(path);
    m_file.setFileName(path);
    return m_file.open(QIODevice::WriteOnly) ? QString()
                                             : u"%1 cannot be written: %2"_s.arg(path, m_file.errorString());
}

QString OutputFile::write(const QByteArray &bytes)
{
    m_file.write(bytes);
    return m_file.commit() ? QString()
                           : u"%1 cannot be written: %2"_s.arg(m_file.fileName(), m_file.errorString());
}

QString problemOfOutput(const QString &path)
{
    OutputFile file;
    return path.isEmpty() ? QString() : file.open(path);
}

QString partName(const QString &path)
{
    return path + u".part"_s;
}

QString written(const QString &path, const QByteArray &bytes)
{
    OutputFile file;
    const QString problem = file.open(path);
    return problem.isEmpty() ? file.write(bytes) : problem;
}

} // namespace Parlance
