// One report for the imperative test and one for the drill, attached to them by JUnit.
def pages = []
new File(basedir, 'target/junit-jupiter').eachFileRecurse { if (it.name.endsWith('.html')) pages << it }
assert pages*.name.collect { it.replaceFirst(/^[0-9TZ]+-/, '') }.sort() ==
    ['aof-always-container-kill.html', 'orders-test-survives-a-lost-pod.html']
pages.each { assert it.text.contains('</html>') : it }
return true
