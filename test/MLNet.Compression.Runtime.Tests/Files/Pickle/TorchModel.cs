using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Files.Safetensors;

namespace MLNet.Compression.Runtime.Tests.Files.Pickle;

/// <summary>Turns the weights of a model folder into a pytorch_model.bin, and puts a tensor into it that cannot be read.</summary>
internal static class TorchModel
{
    /// <summary>Writes the file.</summary>
    /// <param name="folder">A folder with a model.safetensors, which goes.</param>
    /// <param name="zip">Whether in the format of today, or the one before.</param>
    /// <param name="name">The odd tensor's: that of one of the model, which it replaces, or a further one.</param>
    /// <param name="odd">The odd tensor.</param>
    public static void Write(ModelFolder folder, bool zip, string name, OddTensor odd)
    {
        var pickle = PickleBytes.StartDictionary();
        var storages = new List<(string Key, long Count, byte[] Bytes)>();
        using (var file = new SafetensorsReader(folder.File("model.safetensors")))
        {
            foreach (var tensor in file.Tensors.Values.Where(tensor => tensor.Name != name))
            {
                pickle.Text(tensor.Name).Tensor([.. tensor.Shape.Select(size => (long)size)], Strides(tensor), 0, tensor.Count, key: $"{storages.Count}");
                storages.Add(($"{storages.Count}", tensor.Count, file.ReadFloats(tensor).SelectMany(BitConverter.GetBytes).ToArray()));
            }
        }

        odd.Write(pickle.Text(name), $"{storages.Count}");
        if (odd.StorageBytes is { } bytes)
        {
            storages.Add(($"{storages.Count}", odd.StorageCount, bytes));
        }

        var content = pickle.EndDictionary().ToArray();
        File.WriteAllBytes(
            folder.File("pytorch_model.bin"),
            zip ? TorchBytes.Zip(content, [.. storages.Select(storage => storage.Bytes)]) : TorchBytes.Legacy(content, [.. storages]));
        File.Delete(folder.File("model.safetensors"));
    }

    private static long[] Strides(TensorInfo tensor)
    {
        var strides = new long[tensor.Shape.Length];
        for (var (axis, stride) = (strides.Length - 1, 1L); axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= tensor.Shape[axis];
        }

        return strides;
    }
}
