namespace MLNet.Compression.Runtime.Tests.Files.Pickle;

/// <summary>A tensor that torch.save writes and this library cannot read; of shape [2, 3].</summary>
/// <param name="Kind">What is odd about it.</param>
/// <param name="TypeName">What messages call its type.</param>
/// <param name="StorageCount">Elements of its storage, as it says.</param>
/// <param name="StorageBytes">Bytes of its storage; null if it has none.</param>
/// <param name="Write">Pickles it, given its storage's key.</param>
internal sealed record OddTensor(string Kind, string TypeName, long StorageCount, byte[]? StorageBytes, Action<PickleBytes, string> Write)
{
    private static readonly long[] _sizes = [2, 3];
    private static readonly long[] _strides = [3, 1];

    /// <summary>One of each kind whose size is known, so that both formats can hold it.</summary>
    public static OddTensor[] All { get; } =
    [
        OfStorage("ComplexFloatStorage", 6, 48),
        OfStorage("ComplexDoubleStorage", 6, 96),
        Quantized("QInt8Storage", 6, 6),
        Quantized("QUInt8Storage", 6, 6),
        Quantized("QInt32Storage", 6, 24),
        Quantized("QUInt4x2Storage", 3, 3),
        Quantized("QUInt2x4Storage", 2, 2),
        OfNewType("float8_e4m3fn", 6),
        OfNewType("uint16", 12),
        new("negated", "torch.FloatStorage of conjugated or negated values", 6, new byte[24], Negated),
        new("sparse", "torch.sparse_coo", 6, new byte[48], Sparse),
        new("without values", "torch.float32 without values", 0, null, WithoutValues),
    ];

    /// <summary>One of a type that came later than this library.</summary>
    public static OddTensor Later { get; } = OfStorage("LaterStorage", 6, 18);

    public override string ToString() => Kind;

    private static OddTensor OfStorage(string storage, long count, int bytes) => new(
        storage, $"torch.{storage}", count, new byte[bytes], (pickle, key) => pickle.Tensor(_sizes, _strides, 0, count, storage, key));

    private static OddTensor Quantized(string storage, long count, int bytes) => new(storage, $"torch.{storage}", count, new byte[bytes], (pickle, key) =>
        Hooks(pickle.Global("torch._utils", "_rebuild_qtensor").Op('(').Storage(storage, key, count).Integer(0).Tuple(_sizes).Tuple(_strides)
            .Global("torch", "per_tensor_affine").Op('G').Raw([0x3F, 0xE0, 0, 0, 0, 0, 0, 0]).Integer(3).Op(0x87)).Op('t').Op('R'));

    private static OddTensor OfNewType(string type, int bytes) => new(type, $"torch.{type}", bytes, new byte[bytes], (pickle, key) =>
        Hooks(pickle.Global("torch._utils", "_rebuild_tensor_v3").Op('(').Storage("UntypedStorage", key, bytes, "torch.storage").Integer(0).Tuple(_sizes).Tuple(_strides))
            .Global("torch", type).Op('t').Op('R'));

    private static void Negated(PickleBytes pickle, string key) =>
        Hooks(pickle.Global("torch._utils", "_rebuild_tensor_v2").Op('(').Storage("FloatStorage", key, 6).Integer(0).Tuple(_sizes).Tuple(_strides))
            .Op('}').Text("neg").Op(0x88).Op('s').Op('t').Op('R');

    private static void Sparse(PickleBytes pickle, string key) => pickle.Global("torch._utils", "_rebuild_sparse_tensor").Op('(')
        .Global("torch.serialization", "_get_layout").Text("torch.sparse_coo").Op(0x85).Op('R')
        .Op('(').Tensor([2, 2], [2, 1], 0, 6, "LongStorage", key).Tensor([2], [1], 4, 6, "LongStorage", key)
        .Global("torch", "Size").Tuple(_sizes).Op(0x85).Op('R').Op(0x88).Op('t').Op('t').Op('R');

    private static void WithoutValues(PickleBytes pickle, string key) =>
        pickle.Global("torch._utils", "_rebuild_meta_tensor_no_storage").Op('(').Global("torch", "float32").Tuple(_sizes).Tuple(_strides).Op(0x89).Op('t').Op('R');

    private static PickleBytes Hooks(PickleBytes pickle) => pickle.Op(0x89).Global("collections", "OrderedDict").Op(')').Op('R');
}
