using System.IO.Compression;
using MLNet.Compression.Reliability;
using MLNet.Compression.Reliability.Fuzzing;
using MLNet.Compression.Reliability.Fuzzing.Targets;

namespace MLNet.Compression.Tests.Reliability;

/// <summary>Damaged files of every format are read or refused, in bounded memory; what is read can be used.</summary>
public class FuzzTests
{
    private const int Mutations = 1_000;
    private const int Seed = 1;

    private static IReadOnlyList<string> Formats => FuzzTargets.Names;

    [TestCaseSource(nameof(Formats))]
    public void Reader_DamagedFiles_ReadsOrRefusesThem(string format)
    {
        using var workplace = new Workplace();

        var report = new FuzzRun(FuzzTargets.Create(format, workplace), Seed).Run(first: 0, Mutations);

        TestContext.Out.WriteLine($"{report.Loaded} loaded, {report.Refused} refused; at most {report.LargestShareOfMemory:P0} of the memory allowed");
        Assert.That(report.Findings.Take(3), Is.Empty);
        Assert.That(report.Refused, Is.GreaterThan(Mutations / 4), "too few were refused: do the mutations reach anything?");
        Assert.That(report.Loaded, Is.Positive, "none was read, so nothing behind the checks was tried");
    }

    [Test]
    public void ZipParts_AnyTimeOfDay_SaysTheSameTime()
    {
        using var stream = new MemoryStream(ZipParts.Write([("a", [1]), ("b", [])]));
        using var archive = new ZipArchive(stream);

        Assert.That(archive.Entries.Select(entry => entry.LastWriteTime.DateTime), Is.All.EqualTo(new DateTime(2000, 1, 1)));
    }

    [TestCaseSource(nameof(Formats))]
    public void Mutator_SameSeedAndIndex_MakesTheSameFile(string format)
    {
        using var workplace = new Workplace();
        var target = FuzzTargets.Create(format, workplace);

        var (first, second) = (new Mutator(target, Seed), new Mutator(target, Seed));
        Assert.That(
            Enumerable.Range(0, 20).Select(index => first.Create(index).Bytes), Is.EqualTo(Enumerable.Range(0, 20).Select(index => second.Create(index).Bytes)));
        Assert.That(first.Create(0).Bytes, Is.Not.EqualTo(first.Create(1).Bytes));
    }
}
