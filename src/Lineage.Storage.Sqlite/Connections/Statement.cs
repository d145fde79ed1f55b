using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Lineage.Storage.Sqlite.Connections;

/// <summary>
/// A prepared statement. Parameters are bound in order and columns read in order, without boxing; texts keep every character, an embedded NUL too, because
/// lengths are passed. Disposing makes it ready for the next use; the connection finalises it.
/// </summary>
internal sealed class Statement(sqlite3 connection, sqlite3_stmt handle) : IDisposable
{
    private const int StackLimit = 512;
    private int _parameters;

    public Statement Bind(long value) => Check(raw.sqlite3_bind_int64(handle, ++_parameters, value));

    public Statement Bind(long? value) => value is { } number ? Bind(number) : BindNull();

    public Statement Bind(double value) => Check(raw.sqlite3_bind_double(handle, ++_parameters, value));

    public Statement BindNull() => Check(raw.sqlite3_bind_null(handle, ++_parameters));

    public Statement Bind(string? value)
    {
        if (value is null)
        {
            return BindNull();
        }

        var size = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (size <= StackLimit)
        {
            Span<byte> bytes = stackalloc byte[StackLimit];
            return BindText(bytes[..Encoding.UTF8.GetBytes(value, bytes)]);
        }

        var rented = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            return BindText(rented.AsSpan(0, Encoding.UTF8.GetBytes(value, rented)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Binds a text by its UTF-8 bytes.</summary>
    public Statement BindText(ReadOnlySpan<byte> utf8)
    {
        // An empty span has no address, and SQLite takes a text without an address for NULL.
        return Check(utf8.IsEmpty ? raw.sqlite3_bind_text(handle, ++_parameters, string.Empty) : raw.sqlite3_bind_text(handle, ++_parameters, utf8));
    }

    public Statement BindBlob(ReadOnlySpan<byte> bytes) =>
        Check(bytes.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, ++_parameters, 0) : raw.sqlite3_bind_blob(handle, ++_parameters, bytes));

    /// <summary>Moves to the next row; false after the last.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return code == raw.SQLITE_ROW;
        }

        SqliteException.ThrowExceptionForRC(code, connection);
        return false;
    }

    /// <summary>Runs a statement that returns no rows, makes it ready for the next use, and says how many rows it changed.</summary>
    public int Run()
    {
        using (this)
        {
            _ = Step();
            return raw.sqlite3_changes(connection);
        }
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    public long? Int64OrNull(int column) => IsNull(column) ? null : Int64(column);

    public double Double(int column) => raw.sqlite3_column_double(handle, column);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    /// <summary>The bytes of a text or blob; valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    /// <summary>Binds from the first parameter again, also where an earlier use failed half-way.</summary>
    public Statement Restart()
    {
        _parameters = 0;
        return this;
    }

    public void Dispose()
    {
        // The result repeats the error of the last step, which was thrown there.
        _ = raw.sqlite3_reset(handle);
        _ = raw.sqlite3_clear_bindings(handle);
    }

    /// <summary>Frees the statement.</summary>
    public void Close() => handle.Dispose();

    private Statement Check(int code)
    {
        SqliteException.ThrowExceptionForRC(code, connection);
        return this;
    }
}
