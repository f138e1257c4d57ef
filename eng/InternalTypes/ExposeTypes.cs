using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>Copies assemblies and makes chosen internal types of the copies public, by one bit each in the table of types.</summary>
/// <remarks>Offsets are those of ECMA-335, partition II: 24 (metadata), 25 (file format), 22.37 (table TypeDef).</remarks>
public class ExposeTypes : Task
{
    private const uint VisibilityMask = 7;
    private const uint PublicVisibility = 1;
    private const int Tables = 64;
    private const int ModuleTable = 0x00, TypeRefTable = 0x01, TypeDefTable = 0x02, FieldTable = 0x04, MethodDefTable = 0x06;
    private const int ModuleRefTable = 0x1A, TypeSpecTable = 0x1B, AssemblyRefTable = 0x23;

    private readonly int[] _rows = new int[Tables];

    [Required]
    public ITaskItem[] References { get; set; }

    /// <summary>Full names of types.</summary>
    [Required]
    public string[] Types { get; set; }

    /// <summary>Where the copies go.</summary>
    [Required]
    public string Folder { get; set; }

    public override bool Execute()
    {
        var missing = new HashSet<string>(Types);
        Directory.CreateDirectory(Folder);
        foreach (var reference in References.Select(item => item.ItemSpec))
        {
            var image = File.ReadAllBytes(reference);
            missing.ExceptWith(Expose(image));
            File.WriteAllBytes(Path.Combine(Folder, Path.GetFileName(reference)), image);
        }

        foreach (var type in missing)
        {
            Log.LogError("None of {0} has an internal type {1}.", string.Join(", ", References.Select(item => item.ItemSpec)), type);
        }

        return missing.Count == 0;
    }

    private List<string> Expose(byte[] image)
    {
        var metadata = OffsetOf(image, BitConverter.ToInt32(image, CommonHeader(image) + 8));
        var (names, tables) = (Stream(image, metadata, "#Strings"), Stream(image, metadata, "#~"));
        var (nameSize, guidSize) = ((image[tables + 6] & 1) == 0 ? 2 : 4, (image[tables + 6] & 2) == 0 ? 2 : 4);
        var table = tables + 24 + ReadRowCounts(image, tables);
        table += _rows[ModuleTable] * (2 + nameSize + (3 * guidSize));
        table += _rows[TypeRefTable] * (IndexSize(14, ModuleTable, ModuleRefTable, AssemblyRefTable, TypeRefTable) + (2 * nameSize));
        var size = 4 + (2 * nameSize) + IndexSize(14, TypeDefTable, TypeRefTable, TypeSpecTable) + IndexSize(16, FieldTable) + IndexSize(16, MethodDefTable);
        var exposed = new List<string>();
        for (var row = table; row < table + (_rows[TypeDefTable] * size); row += size)
        {
            var name = $"{Name(image, names, row + 4 + nameSize, nameSize)}.{Name(image, names, row + 4, nameSize)}";
            if (Types.Contains(name) && (BitConverter.ToUInt32(image, row) & VisibilityMask) == 0)
            {
                image[row] |= (byte)PublicVisibility;
                exposed.Add(name);
            }
        }

        return exposed;
    }

    /// <returns>The length of the row counts.</returns>
    private int ReadRowCounts(byte[] image, int tables)
    {
        var (present, count) = (BitConverter.ToUInt64(image, tables + 8), 0);
        for (var table = 0; table < Tables; table++)
        {
            _rows[table] = (present >> table & 1) == 0 ? 0 : BitConverter.ToInt32(image, tables + 24 + (4 * count++));
        }

        return 4 * count;
    }

    private int IndexSize(int bits, params int[] tables) => tables.Max(table => _rows[table]) < 1 << bits ? 2 : 4;

    private static string Name(byte[] image, int names, int place, int size)
    {
        var start = names + (size == 2 ? BitConverter.ToUInt16(image, place) : BitConverter.ToInt32(image, place));
        return Encoding.UTF8.GetString(image, start, Array.IndexOf(image, (byte)0, start) - start);
    }

    private static int Stream(byte[] image, int metadata, string name)
    {
        var flags = metadata + 16 + BitConverter.ToInt32(image, metadata + 12);
        var header = flags + 4;
        for (var left = BitConverter.ToUInt16(image, flags + 2); left > 0; left--)
        {
            var length = Array.IndexOf(image, (byte)0, header + 8) - (header + 8);
            if (Encoding.ASCII.GetString(image, header + 8, length) == name)
            {
                return metadata + BitConverter.ToInt32(image, header);
            }

            header += 8 + (length / 4 * 4) + 4;
        }

        throw new BadImageFormatException($"No stream {name}.");
    }

    /// <summary>Where the header of the common language runtime is.</summary>
    private static int CommonHeader(byte[] image)
    {
        const int Directory = 14;
        var optional = OptionalHeader(image);
        var directories = optional + (BitConverter.ToUInt16(image, optional) == 0x20B ? 112 : 96);
        return OffsetOf(image, BitConverter.ToInt32(image, directories + (8 * Directory)));
    }

    private static int OptionalHeader(byte[] image) => BitConverter.ToInt32(image, 0x3C) + 24;

    /// <summary>Where in the file an address is.</summary>
    private static int OffsetOf(byte[] image, int address)
    {
        var optional = OptionalHeader(image);
        var section = optional + BitConverter.ToUInt16(image, optional - 4);
        for (var left = BitConverter.ToUInt16(image, optional - 18); left > 0; left--, section += 40)
        {
            var start = BitConverter.ToInt32(image, section + 12);
            if (address >= start && address < start + BitConverter.ToInt32(image, section + 16))
            {
                return address - start + BitConverter.ToInt32(image, section + 20);
            }
        }

        throw new BadImageFormatException($"No section has address {address}.");
    }
}
