using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.ModelFiles;

/// <summary>Saved models that were cut or changed.</summary>
public class DamagedFileTests
{
    private const string Block = "Model.key";
    private const int BlockStart = 0x100;

    private static readonly MLContext _ml = Fitted.Context;
    private static readonly Lazy<byte[]> _zip = new(() => SavedModel.Save(_ml, Fitted.Compressed, Fitted.Test.Schema));

    [Test]
    public void Load_UnchangedFile_Works() => Assert.That(() => SavedModel.Load(_ml, _zip.Value), Throws.Nothing);

    [TestCase(0.0)]
    [TestCase(0.1)]
    [TestCase(0.5)]
    [TestCase(0.999)]
    public void Load_ModelStreamCut_SaysSo(double share) => AssertFault(SavedModel.Stream, bytes => bytes[..(int)(bytes.Length * share)]);

    [TestCase(0.01)]
    [TestCase(0.5)]
    [TestCase(0.99)]
    public void Load_ModelStreamChanged_SaysSo(double place) => AssertFault(SavedModel.Stream, bytes =>
    {
        bytes[(int)(bytes.Length * place)] ^= 0x10;
        return bytes;
    });

    [Test]
    public void Load_NewerBlock_SaysSo() => AssertFault(Block, bytes =>
    {
        bytes[BlockStart] = 99;
        return bytes;
    });

    [Test]
    public void Load_HugeString_SaysSo() => AssertFault(Block, bytes =>
    {
        bytes.AsSpan(BlockStart + sizeof(int), 5).Fill(0x7f);
        return bytes;
    });

    [Test]
    public void Load_OtherClassNames_SaysSo() => AssertFault(Block, bytes =>
    {
        var place = bytes.AsSpan().IndexOf("delivery"u8);
        bytes[place] = (byte)'D';
        return bytes;
    });

    private static void AssertFault(string entry, Func<byte[], byte[]> change)
    {
        var damaged = SavedModel.Change(_zip.Value, entry, change);

        var fault = SavedModel.Fault(Assert.Catch(() => SavedModel.Load(_ml, damaged)));

        Assert.That(fault.Expected, Is.Not.Empty);
        Assert.That(fault.Found, Is.Not.Empty);
    }
}
