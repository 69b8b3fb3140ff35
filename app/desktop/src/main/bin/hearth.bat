@echo off
rem Starts Hearth on the JDK it finds. Extra JVM options: HEARTH_JAVA_OPTS.
setlocal enableextensions
set "LIB=%~dp0..\lib"
set "JAVA="

call :try "%LIB%\..\runtime"
call :try "%JAVA25_HOME%"
call :try "%JAVA_HOME%"
for %%J in (java.exe) do if not "%%~$PATH:J"=="" call :try "%%~dp$PATH:J.."
for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\*" "%USERPROFILE%\.jdks\*") do call :try "%%~D"
if not defined JAVA (
    echo Hearth needs Java 25 or newer: install it, for example Temurin 25, or set JAVA25_HOME to its folder. 1>&2
    exit /b 1
)

rem Without a window: a smaller heap, one compiler. A home needs few network buffers. What is in memory, codes too, is written nowhere.
set "HEAP=-Xms32m -XX:NewSize=14m -Xmx512m"
echo  %* | findstr /c:" --headless" >nul && set "HEAP=-Xms8m -Xmx192m -Xss512k -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=32m -Djava.awt.headless=true"
set "AOT="
if exist "%LIB%\hearth.aot" set AOT="-XX:AOTCache=%LIB%\hearth.aot"

"%JAVA%" -XX:+UseSerialGC -XX:+UseCompactObjectHeaders %HEAP% -Dio.netty.allocator.numDirectArenas=1 -Dio.netty.allocator.numHeapArenas=1 -Dio.netty.allocator.maxOrder=5 --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:ErrorFile=NUL -XX:-CreateCoredumpOnCrash -XX:-HeapDumpOnOutOfMemoryError -Xlog:disable -Xlog:all=error:stderr %HEARTH_JAVA_OPTS% %AOT% "-Dhearth.launcher=%~f0" "-Dorg.sqlite.lib.path=%LIB%" -jar "%LIB%\hearth.jar" %*
exit /b %errorlevel%

rem Takes the first folder whose file "release" says 25 or newer.
:try
if defined JAVA exit /b
if "%~1"=="" exit /b
if not exist "%~1\bin\java.exe" exit /b
if not exist "%~1\release" exit /b
for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do for /f "delims=." %%M in ("%%~V") do if %%M geq 25 set "JAVA=%~1\bin\java.exe"
exit /b
