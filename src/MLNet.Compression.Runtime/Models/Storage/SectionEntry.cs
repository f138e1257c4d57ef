namespace MLNet.Compression.Runtime.Models.Storage;

/// <summary>A row of the table of sections of a model file.</summary>
/// <param name="Id">Which section.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Checksum">Its CRC-32C.</param>
internal readonly record struct SectionEntry(uint Id, long Length, uint Checksum);
