using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tests.Files;

[TestFixture]
internal sealed class AtomicFolderTests
{
    private static readonly string[] _names = ["a", "b"];

    [Test]
    public void Write_ThatFails_LeavesTheFormerFolderAndNothingElse()
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.File("folder");
        AtomicFolder.Write(folder, [], path => File.WriteAllText(Path.Combine(path, "a"), "old"));

        Assert.That(() => AtomicFolder.Write(folder, _names, FailHalfWay), Throws.TypeOf<InvalidOperationException>());

        Assert.That(File.ReadAllText(Path.Combine(folder, "a")), Is.EqualTo("old"));
        Assert.That(Directory.GetFileSystemEntries(temporary.Path), Is.EqualTo([folder]));
    }

    [Test]
    public void Write_ThatFailsTheFirstTime_LeavesNothing()
    {
        using var temporary = new TemporaryFolder();

        Assert.That(() => AtomicFolder.Write(temporary.File("folder"), [], FailHalfWay), Throws.TypeOf<InvalidOperationException>());

        Assert.That(Directory.GetFileSystemEntries(temporary.Path), Is.Empty);
    }

    [Test]
    public void Write_WhileWriting_TheFormerFolderIsWhole()
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.File("folder");
        AtomicFolder.Write(folder, [], path => File.WriteAllText(Path.Combine(path, "a"), "old"));
        string[] seen = [];

        AtomicFolder.Write(folder + Path.DirectorySeparatorChar, _names, path =>
        {
            File.WriteAllText(Path.Combine(path, "b"), "new");
            seen = [.. Directory.GetFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)!)];
        });

        Assert.That(seen, Is.EqualTo(["a"]));
        Assert.That(Directory.GetFileSystemEntries(folder).Select(Path.GetFileName), Is.EqualTo(["b"]));
    }

    [Test]
    public void Write_FolderWithAFolderOfAReplaceableName_IsRefused()
    {
        using var temporary = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(temporary.File("folder"), "a"));

        Assert.That(() => AtomicFolder.Write(temporary.File("folder"), _names, _ => { }), Throws.TypeOf<IOException>().With.Message.Contains("'a'"));
    }

    private static void FailHalfWay(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "a"), "new");
        throw new InvalidOperationException("half way");
    }
}
